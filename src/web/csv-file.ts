/** A download of CSV text. `text` begins with the mark of UTF-8, if a spreadsheet opens the file. */
export const csvFile = (text: string, fileName: string): Response =>
  new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'x-content-type-options': 'nosniff',
    },
  })
