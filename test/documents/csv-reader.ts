/** Reads rows of cells strictly by RFC 4180. Throws on any other syntax. */
export function readCsv(text: string, separator = ',', lineEnd = '\r\n'): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      for (at++; ; at++) {
        if (at >= text.length) throw new Error('a quote is not closed')
        if (text[at] !== '"') cell += text[at]
        else if (text[at + 1] === '"') {
          cell += '"'
          at++
        } else break
      }
      at++
    } else {
      while (at < text.length && text[at] !== separator && !text.startsWith(lineEnd, at)) {
        if (text[at] === '"' || text[at] === '\r' || text[at] === '\n')
          throw new Error(`bare ${JSON.stringify(text[at])}`)
        cell += text[at++]
      }
    }
    row.push(cell)
    if (text.startsWith(lineEnd, at)) {
      rows.push(row)
      row = []
      at += lineEnd.length
    } else if (text[at] === separator) at++
    else throw new Error(`neither the separator nor the end of a row at ${at}`)
  }
  if (row.length > 0) throw new Error('the last row has no end')
  return rows
}
