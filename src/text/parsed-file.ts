/**
 * The content of an imported JSON file. The rules of wrangler.toml make a Worker import the file as a text, because
 * V8 would compile JSON in the bundle at each start. Node and the tests import an object.
 */
export const parsedFile = <Content>(file: Content): Content => (typeof file === 'string' ? JSON.parse(file) : file)
