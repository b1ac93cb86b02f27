import { describe, expect, it } from 'vitest'
import { readTable } from '../../src/profile/table-file.ts'
import { parseCsv } from '../../src/text/csv.ts'

const cells = (text: string) => parseCsv(text).rows.map((row) => row.cells)
const customers = (text: string | Uint8Array) =>
  readTable('customers', typeof text === 'string' ? new TextEncoder().encode(text) : text, './customers.csv')
const told = (text: string | Uint8Array) => customers(text).mistakes.map(({ path, message }) => `${path}: ${message}`)

describe('CSV', () => {
  it.each([
    ['commas', 'a,b\n1,2\n'],
    ['semicolons', 'a;b\r\n1;2\r\n'],
    ['tabs', 'a\tb\n1\t2'],
    ['old line ends', 'a,b\r1,2\r'],
    ['a byte order mark', '\uFEFFa,b\n1,2'],
    ['empty lines', 'a,b\n\n1,2\n\n\n'],
  ])('may have %s', (_, text) => {
    expect(cells(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  it('keeps separators, line breaks and doubled quotes in quoted cells, and counts lines over them', () => {
    const { rows } = parseCsv('a,b\n"1,\n""x""",2\n3,4')
    expect(rows).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1,\n"x"', '2'] },
      { line: 4, cells: ['3', '4'] },
    ])
  })

  it('tells where a quote is never closed, or closed too early', () => {
    expect(parseCsv('a\n"x').mistakes).toEqual([{ line: 2, code: 'csv-open-quote' }])
    expect(parseCsv('a,b\n"x"y,1\n2,3').mistakes).toEqual([{ line: 2, code: 'csv-after-quote' }])
  })
})

describe('a table', () => {
  it('becomes rows, without the empty cells', () => {
    expect(customers('customer;name;gln\nK-1;Bistro;\nK-2;;5412345000020\n')).toEqual({
      rows: [
        { customer: 'K-1', name: 'Bistro' },
        { customer: 'K-2', gln: '5412345000020' },
      ],
      lines: [2, 3],
      mistakes: [],
    })
  })

  it('reads what differs from the calendar, a column for each setting', () => {
    const text = 'customer;cutOff;leadDays;deliveryDays\nK-1;14:00;2;tue  fri\nK-2;;x;\nK-3;;;\n'
    expect(customers(text).rows).toEqual([
      { customer: 'K-1', calendar: { cutOff: '14:00', leadDays: 2, deliveryDays: ['tue', 'fri'] } },
      { customer: 'K-2', calendar: { leadDays: 'x' } },
      { customer: 'K-3' },
    ])
  })

  it('reads an endpoint as its scheme and id', () => {
    expect(customers('customer;endpoint\nK-1;0208:0123456749\nK-2;0123456749\n')).toMatchObject({
      rows: [{ customer: 'K-1', endpoint: { scheme: '0208', id: '0123456749' } }, { customer: 'K-2' }],
      mistakes: [{ message: expect.stringContaining('such as 0208:0123456749') }],
    })
  })

  it('keeps leading zeros, and reads yes and no', () => {
    const articles = readTable('articles', new TextEncoder().encode('article,weighted\n00123,yes\n7,no\n'), 'a.csv')
    expect(articles.rows).toEqual([
      { article: '00123', weighted: true },
      { article: '7', weighted: false },
    ])
  })

  it('tells every mistake with file and line', () => {
    expect(told('customer,nmae\nK-1,x\nK-1,y\n,z\nK-2\n')).toEqual([
      "./customers.csv:1: names a column 'nmae' that does not exist. Did you mean 'name'?",
      "./customers.csv:3: repeats customer 'K-1' of line 2. Keep one of the two rows.",
      './customers.csv:4: has no customer. Write its number, or remove the row.',
      './customers.csv:5: has 1 cell, and the header names 2 columns. Put a cell that holds a separator into double quotes.',
    ])
    expect(told('name\nBistro\n')).toEqual(["./customers.csv:1: has no column 'customer', which every row needs."])
    expect(told('')).toEqual([expect.stringContaining('./customers.csv:1: is empty')])
    expect(told(Uint8Array.of(0x61, 0x0a, 0xe9, 0x0a))).toEqual([
      expect.stringContaining('./customers.csv:2: is not UTF-8'),
    ])
  })
})
