import type { Supplier } from '../profile/supplier.ts'
import { writeCsv } from '../text/csv.ts'
import { oneOf } from '../text/suggestion.ts'
import { ADMIN_HELP, ADMIN_OPTIONS } from './admin-client.ts'
import { examineApicbase } from './apicbase/checks.ts'
import { needsOf } from './apicbase/needs.ts'
import { type Command, readOptions, UsageError } from './command.ts'
import { configurationFile, tell, today } from './config.ts'
import type { Finding } from './doctor/finding.ts'
import { printFinding, verdictOn } from './doctor/report.ts'
import { readGateway } from './gateway-file.ts'
import { writeKeeping } from './init/new-files.ts'
import { createNodePorts } from './node-ports.ts'
import { fileOr, fromCaller } from './place.ts'
import { readVarsFile } from './vars-file.ts'

export const apicbase: Command = {
  help: `npx orderbridge apicbase [options]

Lists what Apicbase needs before it can send an order. Checks the token, the list of orders, and the first order in your
gateway. Changes nothing at Apicbase and in the gateway.

  npx orderbridge apicbase
  npx orderbridge apicbase --supplier fresco --customers customer-numbers.csv
  npx orderbridge apicbase --url https://orders.fresco.example

  --supplier NAME    for whom (default: the first in the configuration)
  --customers FILE   writes the customer numbers with their names, as a CSV file for Apicbase
  --config FILE      the configuration (default gateway.config.ts of the project)
${ADMIN_HELP}

Exit codes:
  0  nothing failed
  1  a check failed, or the configuration has mistakes
  2  wrong use`,

  async run(words) {
    const options = readOptions(words, { ...ADMIN_OPTIONS, supplier: 'text', customers: 'text', config: 'text' })
    const file = configurationFile(options.config)
    const gateway = await readGateway(file, today())
    if (!gateway.ok) return tell(gateway.error, file, 'nothing was checked')
    const { publicUrl, suppliers } = gateway.value
    const ids = Object.keys(suppliers)
    const id = options.supplier ?? ids[0] ?? ''
    const supplier = suppliers[id]
    if (!supplier) throw new UsageError(`There is no supplier '${id}'. Give ${oneOf(ids)}.`)
    const vars = readVarsFile(fileOr(options.vars, '.dev.vars'))
    if (options.customers !== undefined) writeCustomers(supplier, id, fromCaller(options.customers))

    console.log(`What Apicbase needs for ${supplier.name}`)
    const findings: Finding[] = [...needsOf(id, supplier, publicUrl, vars)]
    findings.forEach(printFinding)
    console.log('\nWhat can be checked from here')
    const ports = createNodePorts(vars)
    for await (const finding of examineApicbase(id, supplier, ports, options)) {
      findings.push(finding)
      printFinding(finding)
    }
    console.log(`\n${verdictOn(findings)} How to go on: docs/apicbase.md.`)
    return findings.some(({ verdict }) => verdict === 'bad') ? 1 : 0
  },
}

function writeCustomers({ customers }: Supplier, id: string, file: string): void {
  if (!customers || customers.length === 0)
    throw new UsageError(`Supplier ${id} has no customers table, so there are no numbers to write.`)
  const rows = customers.map(({ customer, name = '' }) => [customer, name])
  writeKeeping(file, writeCsv([['customer number', 'name'], ...rows]), console.log)
  console.log(`It has ${rows.length} customer number${rows.length === 1 ? '' : 's'}.\n`)
}
