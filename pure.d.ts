/** The one global of the platform that pure code uses, to read the words of a language. */
declare const TextDecoder: new () => { decode(bytes: ArrayBuffer): string }
