// Writes a thousand generated orders in each XML format and runs validators by other authors: xmllint with the official
// schemas and DTD, Saxon-HE with Peppol's rules, and the tables of ORDERS05. Ends with one line of counts.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Purpose } from '../../src/model/document.ts'
import { misplaced } from './idoc-tables.ts'
import { brokenRules } from './peppol-rules.ts'
import { writtenDocuments } from './written-documents.ts'
import { invalid } from './xmllint.ts'

const root = path.resolve(import.meta.dirname, '../..')
const material = path.resolve(process.env.ORDERBRIDGE_CONFORMANCE ?? path.join(root, '../shared/conformance'))
const at = (...parts: string[]): string => path.join(material, ...parts)
const count = Number(process.env.ORDERBRIDGE_CONFORMANCE_ORDERS ?? 1000)
const seed = Number(process.env.ORDERBRIDGE_CONFORMANCE_SEED ?? 20261124)

type Check = (files: readonly string[], scratch: string) => ReadonlyMap<string, string>

const schema =
  (...parts: string[]): Check =>
  (files) =>
    invalid(files, ['--schema', at(...parts)])

interface Conformance {
  readonly format: string
  readonly what: string
  readonly check: Check
  /** Breaks the golden file. A check that accepts the broken file checks nothing. */
  readonly spoil: (text: string) => string
  /** Default: the format's golden file. */
  readonly golden?: string
  readonly wanted?: (purpose: Purpose) => boolean
}

const CHECKS: readonly Conformance[] = [
  {
    format: 'ubl-order-2.1',
    what: 'UBL-Order-2.1.xsd',
    check: schema('ubl-2.1', 'xsdrt', 'maindoc', 'UBL-Order-2.1.xsd'),
    spoil: (text) => text.replace('cbc:IssueDate>', 'cbc:IssuedDate>'),
    wanted: (purpose) => purpose !== 'cancellation',
  },
  {
    format: 'ubl-order-2.1',
    what: 'UBL-OrderCancellation-2.1.xsd',
    check: schema('ubl-2.1', 'xsdrt', 'maindoc', 'UBL-OrderCancellation-2.1.xsd'),
    spoil: (text) => text.replaceAll('cbc:CancellationNote>', 'cbc:Note>'),
    golden: 'ubl-order-cancellation-2.1',
    wanted: (purpose) => purpose === 'cancellation',
  },
  {
    format: 'peppol-order-3',
    what: 'UBL-Order-2.1.xsd',
    check: schema('ubl-2.1', 'xsdrt', 'maindoc', 'UBL-Order-2.1.xsd'),
    spoil: (text) => text.replaceAll('cbc:IssueDate>', 'cbc:IssuedDate>'),
  },
  {
    format: 'peppol-order-3',
    what: 'the rules of T01',
    check: (files, scratch) =>
      brokenRules(files, at('peppol-t01', 'PEPPOLBIS-T01.xslt'), path.join(scratch, 'reports')),
    spoil: (text) => text.replace(/unitCode="[^"]*"/, 'unitCode="PK"'),
  },
  {
    format: 'opentrans-2.1',
    what: 'opentrans_2_1.xsd',
    check: schema('opentrans-2.1', 'opentrans_2_1.xsd'),
    spoil: (text) => text.replace(/(ORDER_UNIT>)[^<]*/, '$1XPK'),
  },
  {
    format: 'cxml-1.2',
    what: 'cXML 1.2.063',
    check: (files) => invalid(files, ['--dtdvalid', at('cxml-1.2', 'cXML-1.2.063.dtd')]),
    spoil: (text) => text.replace(/<Classification[^>]*>[^<]*<\/Classification>/, ''),
  },
  {
    format: 'idoc-orders05',
    what: 'the tables of ORDERS05',
    check: (files) => misplaced(files, at('edi-tables', 'idoc-orders05.json')),
    spoil: (text) => text.replace(/<SNDPRN>/, '<SNDPRN>12345678901'),
  },
  {
    format: 'gs1-order-3',
    what: 'Order.xsd 3.4.1',
    check: schema('gs1-order-3.4.1', 'gs1', 'ecom', 'Order.xsd'),
    spoil: (text) => text.replace(/<seller>/, '<seller><gln>1</gln>'),
  },
]

let passed = 0
let failed = 0
const scratch = mkdtempSync(path.join(tmpdir(), 'orderbridge-conformance-'))
try {
  if (existsSync(material)) for (const [index, check] of CHECKS.entries()) run(index, check)
  else console.log(`There is no conformance material at ${material}; name its folder in ORDERBRIDGE_CONFORMANCE.`)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
readBack()
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

function run(index: number, { format, what, check, spoil, wanted, ...given }: Conformance): void {
  const folder = path.join(scratch, String(index))
  const files = writtenDocuments(format, path.join(folder, 'documents'), count, seed + index, wanted)
  const golden = readFileSync(path.join(root, 'test/golden', `${given.golden ?? format}.xml`), 'utf8')
  const [good, bad] = [path.join(folder, 'documents', 'golden.xml'), path.join(folder, 'documents', 'spoilt.xml')]
  writeFileSync(good, golden)
  writeFileSync(bad, spoil(golden))
  try {
    const refused = check([...files, good, bad], folder)
    const wrong = [...files, good].filter((file) => refused.has(file))
    for (const file of wrong.slice(0, 3)) {
      console.log(`${format}: ${refused.get(file)}\n${readFileSync(file, 'utf8').slice(0, 4000)}`)
    }
    const unnoticed = refused.has(bad) && files.length === count ? 0 : 1
    if (unnoticed) console.log(`${format}: ${what} took a spoilt document, or too few orders fitted (${files.length}).`)
    passed += files.length + 2 - wrong.length - unnoticed
    failed += wrong.length + unnoticed
    console.log(`${format} by ${what}: ${files.length + 1 - wrong.length} of ${files.length + 1} valid`)
  } catch (error) {
    failed += 1
    console.log(`${format} by ${what}: not checked. ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Runs vitest, which can import the templates that the registry needs. */
function readBack(): void {
  const words = [path.join(root, 'scripts/test.mjs'), '--project', 'node', 'test/readback']
  const { stdout } = spawnSync(process.execPath, words, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ORDERS: String(count), ORDERBRIDGE_CONFORMANCE_SEED: String(seed) },
  })
  const [, good, bad] = /(\d+) passed, (\d+) failed\n$/.exec(stdout) ?? []
  if (bad !== '0') console.log(stdout)
  else console.log(`read back: ${count} orders in each of ${Number(good) - 1} layouts`)
  passed += Number(good ?? 0)
  failed += Number(bad ?? 1)
}
