import { parsedFile } from '../src/text/parsed-file.ts'

type Language = 'en' | 'nl' | 'fr' | 'de'

type ByLanguage<Wording> = Readonly<Record<Language, Wording>>

/** The words of each language. A Worker starts sooner, because the file of a language is parsed at the first use. */
export function byLanguage<Wording>(files: ByLanguage<Wording>): ByLanguage<Wording> {
  const [en, nl, fr, de] = [lazy(files.en), lazy(files.nl), lazy(files.fr), lazy(files.de)]
  return {
    get en() {
      return en()
    },
    get nl() {
      return nl()
    },
    get fr() {
      return fr()
    },
    get de() {
      return de()
    },
  }
}

function lazy<Wording>(file: Wording): () => Wording {
  let parsed: Wording | undefined
  return () => {
    parsed ??= parsedFile(file)
    return parsed
  }
}
