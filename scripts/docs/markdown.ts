export const GENERATED =
  '<!-- Written by `npm run docs`. Change the source that the page names, and run the command again. -->'

export const code = (text: string): string => `\`${text}\``

export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')

/** A page: its parts, with an empty line between two. */
export const page = (title: string, ...parts: readonly string[]): string =>
  `${[`# ${title}`, GENERATED, ...parts].join('\n\n')}\n`
