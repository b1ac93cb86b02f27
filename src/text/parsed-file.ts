/**
 * The content of an imported JSON file. The rules of wrangler.toml make a Worker import the file as bytes, because V8
 * would compile JSON in the bundle at each start. Node and the tests import an object.
 */
export const parsedFile = <Content>(file: Content): Content =>
  file instanceof ArrayBuffer ? JSON.parse(new TextDecoder().decode(file)) : file
