/** A statement of a TOML file with the line ends: a setting, a head of a section, a comment or a blank line. */
export interface TomlStatement {
  readonly text: string
  /** The head of the section that holds the statement, such as `[vars]`; empty before the first head. */
  readonly section: string
  /** Null for a head, a comment and a blank line. */
  readonly key: string | null
}

const HEAD = /^\s*(\[\[?[^\]\n]*\]\]?)/
const KEY = /^\s*("[^"\n]*"|'[^'\n]*'|[\w.-]+)\s*=/

/** Strings and comments, in which a bracket has no meaning. A string of several lines comes before a string of one. */
const QUOTED = /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*/g

/** Cuts a file into its statements. Joined again, the texts are the file. */
export function tomlStatements(toml: string): TomlStatement[] {
  const lines = toml.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const statements: TomlStatement[] = []
  let section = ''
  for (let at = 0; at < lines.length; ) {
    let text = lines[at++] ?? ''
    const head = HEAD.exec(text)?.[1]
    if (head !== undefined) section = head
    const key = head === undefined ? KEY.exec(text)?.[1] : undefined
    if (key !== undefined) while (isOpen(text) && at < lines.length) text += lines[at++]
    statements.push({ text, section, key: key?.replaceAll(/["']/g, '') ?? null })
  }
  return statements
}

/** Whether the value goes on in the next line. */
function isOpen(text: string): boolean {
  const plain = text.replaceAll(QUOTED, '')
  const count = (bracket: RegExp): number => plain.match(bracket)?.length ?? 0
  return /"""|'''/.test(plain) || count(/[[{]/g) > count(/[\]}]/g)
}
