import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../fakes/temporary-folder.ts'
import { fresco, mistakesIn } from './mistaken-gateway.ts'

const at = temporaryFolder()

const TABLES: readonly (readonly [string, string, string | Buffer, string])[] = [
  [
    'a misspelt column',
    'customers',
    'custmer,name\nK-1,B\n',
    "customers.csv:1: names a column 'custmer' that does not exist. Did you mean 'customer'?",
  ],
  [
    'no line of columns',
    'customers',
    'K-1,B\nK-2,C\n',
    'customers.csv:1: does not name the columns. Put a first line above the rows, such as customer,name.',
  ],
  [
    'nothing',
    'customers',
    '',
    'customers.csv:1: is empty: its first line must name the columns, such as customer,name.',
  ],
  [
    'a comma in a cell',
    'customers',
    'customer,name\nK-1,Bistro, Gent\n',
    'customers.csv:2: has 3 cells, and the header names 2 columns. Put a cell that holds a separator into double quotes.',
  ],
  [
    'a number twice',
    'customers',
    'customer\nK-1\nK-1\n',
    "customers.csv:3: repeats customer 'K-1' of line 2. Keep one of the two rows.",
  ],
  [
    'the character set of Windows',
    'customers',
    Buffer.from('customer,name\nK-1,Café\n', 'latin1'),
    "customers.csv:2: is not UTF-8 text. Save the table as 'CSV UTF-8'.",
  ],
  [
    'a language in words',
    'customers',
    'customer,language\nK-1,Dutch\n',
    "customers.csv:2 language: must be 'nl', 'fr', 'de' or 'en'.",
  ],
  ['a wrong check digit', 'customers', 'customer,gln\nK-1,5412345000021\n', 'customers.csv:2 gln: '],
  [
    'a quote left open',
    'customers',
    'customer,name\nK-1,"Bistro\n',
    'customers.csv:2: opens a double quote that is never closed. Close it, or write a quote inside a cell twice.',
  ],
  [
    'no number',
    'customers',
    'customer,name\n,Bistro\n',
    'customers.csv:2: has no customer. Write its number, or remove the row.',
  ],
  [
    'yes in another language',
    'articles',
    'article,weighted\n1,ja\n',
    "articles.csv:2: says 'ja' for weighted, which must be yes or no.",
  ],
  [
    'a comma in a number',
    'articles',
    'article;factor\n1;1,5\n',
    "articles.csv:2 factor: '1,5' is not a number above zero. Write it with a point",
  ],
  [
    'a GTIN of three digits',
    'articles',
    'article,gtin\n1,123\n',
    "articles.csv:2 gtin: '123' is no GTIN: that has 8, 12, 13 or 14 digits.",
  ],
]

describe('a table with a mistake', () => {
  it.each(TABLES)('holds %s', async (_, table, text, sentence) => {
    writeFileSync(at(`${table}.csv`), text)
    const told = await mistakesIn(at('x.json'), { suppliers: { fresco: fresco({ [table]: `./${table}.csv` }) } })
    expect(told).toContain(sentence)
    expect(told.split('\n').length).toBeLessThan(3)
  })
})
