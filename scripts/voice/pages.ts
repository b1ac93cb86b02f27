export interface Passage {
  readonly text: string
  readonly line: number
}

export interface Page {
  /** Paragraphs and list items, without code blocks, tables and headings. */
  readonly paragraphs: readonly Passage[]
  readonly headings: readonly Passage[]
  readonly cells: readonly Passage[]
}

const FENCE = /^\s*(`{3,}|~{3,})/
const LIST_ITEM = /^\s*(?:[-*+]|\d+[.)])\s+/
const HEADING = /^#{1,6}\s+/

/** Reads the prose of a Markdown page. Link addresses and images are no words of it. */
export function readPage(markdown: string): Page {
  const paragraphs: Passage[] = []
  const headings: Passage[] = []
  const cells: Passage[] = []
  let open: { text: string; readonly line: number } | null = null
  let fence: string | null = null
  const close = (): void => {
    if (open) paragraphs.push(open)
    open = null
  }

  const lines = markdown.replaceAll(/<!--.*?-->/gs, (comment) => comment.replaceAll(/[^\n]/g, '')).split('\n')
  for (const [index, raw] of lines.entries()) {
    const mark = FENCE.exec(raw)?.[1]
    if (fence !== null) {
      if (mark?.startsWith(fence)) fence = null
      continue
    }
    const text = withoutAddresses(raw.replace(/^\s*(?:>\s?)+/, ''))
    const line = index + 1
    if (mark || text.trim() === '' || /^\s*<\/?\w[^>]*>\s*$/.test(text)) {
      close()
      fence = mark ?? null
    } else if (HEADING.test(text)) {
      close()
      headings.push({ text: text.replace(HEADING, ''), line })
    } else if (text.trimStart().startsWith('|')) {
      close()
      for (const cell of cellsOf(text)) cells.push({ text: cell, line })
    } else if (LIST_ITEM.test(text) || !open) {
      close()
      open = { text: text.replace(LIST_ITEM, ''), line }
    } else open.text += `\n${text.trim()}`
  }
  close()
  return { paragraphs, headings, cells }
}

const withoutAddresses = (text: string): string => text.replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')

function cellsOf(row: string): string[] {
  const cells = row
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split(/(?<!\\)\|/)
  return cells.map((cell) => cell.trim()).filter((cell) => !/^:?-*:?$/.test(cell))
}
