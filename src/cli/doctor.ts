import { readFileSync } from 'node:fs'
import path from 'node:path'
import { routeNamed } from '../profile/route-named.ts'
import type { Gateway } from '../profile/supplier.ts'
import { oneOf } from '../text/suggestion.ts'
import { type Command, readOptions, UsageError } from './command.ts'
import { configurationFile, tell, today } from './config.ts'
import type { Compared } from './doctor/examine.ts'
import type { Finding } from './doctor/finding.ts'
import { hostKeysBeside } from './doctor/host-keys.ts'
import { placesIn } from './doctor/places.ts'
import { printFinding, verdictOn } from './doctor/report.ts'
import { withoutPins } from './doctor/sftp.ts'
import { readGateway } from './gateway-file.ts'
import { createNodePorts } from './node-ports.ts'
import { fileOr, ROOT, shown } from './place.ts'
import { readVarsFile } from './vars-file.ts'

export const doctor: Command = {
  help: `npx orderbridge doctor [options]

Tests every route from this machine, with the secrets of the vars file, and delivers no order. It checks names, ports,
certificates, host keys, sign-in, folders (it writes and removes a file), buckets, clocks, certificate and key pairs, and
Apicbase's token. Each failure says what to do next.

  npx orderbridge doctor                                          every route
  npx orderbridge doctor --supplier fresco --route erp --json     one route, for a program
  npx orderbridge doctor --route erp --send-test                  one order, marked as a test

  --supplier NAME     only this supplier
  --route NAME        only this route (with --supplier, where there are several)
  --send-test         send one made-up order, marked as a test, by this route (needs --route)
  --confirm-host-key SHA256:…  --by 'WHO'
                      write down, in host-keys.json beside the configuration, who compared this key of the route's
                      server with the supplier (needs --route)
  --json              the findings as JSON
  --config FILE       the configuration (default gateway.config.ts of the project)
  --vars FILE         the secrets (default .dev.vars of the project)

Exit codes:
  0  no check failed
  1  a check failed, or the configuration has mistakes
  2  wrong use, or no secrets file`,

  async run(words) {
    const options = readOptions(words, {
      ...{ supplier: 'text', route: 'text', 'send-test': 'switch', 'confirm-host-key': 'text', by: 'text' },
      ...{ json: 'switch', config: 'text', vars: 'text' },
    } as const)
    const compared = comparedKey(options['confirm-host-key'], options.by)
    if (options.route === undefined && (options['send-test'] || compared))
      throw new UsageError(`Give --route: ${compared ? 'a host key is one server’s' : 'a test goes by one route'}.`)
    const file = configurationFile(options.config)
    const gateway = await readGateway(file, today(), withoutPins)
    if (!gateway.ok) return tell(gateway.error, file, 'nothing was tested')
    const varsFile = fileOr(options.vars, '.dev.vars')
    const vars = readVarsFile(varsFile)
    const tools = {
      ports: { ...createNodePorts(vars), publicUrl: gateway.value.publicUrl },
      now: Date.now,
      hostKeys: hostKeysBeside(file),
      compared,
      wrangler: readFileSync(path.join(ROOT, 'wrangler.toml'), 'utf8'),
    }
    const chosen = only(gateway.value, options.supplier, options.route)
    const seen: { place: string; findings: Finding[] }[] = []
    for (const { name, examine } of placesIn(chosen, vars, tools, {
      test: options['send-test'],
      whole: options.supplier === undefined && options.route === undefined,
    })) {
      if (!options.json) console.log(`\n${name}`)
      const findings: Finding[] = []
      seen.push({ place: name, findings })
      for await (const finding of examine()) {
        findings.push(finding)
        if (!options.json) printFinding(finding)
      }
    }
    const all = seen.flatMap(({ findings }) => findings)
    const isHealthy = all.every(({ verdict }) => verdict !== 'bad')
    if (options.json) console.log(JSON.stringify({ ok: isHealthy, places: seen }, null, 2))
    else console.log(`\n${verdictOn(all)} Seen from this machine, with the secrets of ${shown(varsFile)}.`)
    return isHealthy ? 0 : 1
  },
}

function comparedKey(hostKey: string | undefined, by: string | undefined): Compared | null {
  if (hostKey === undefined && by === undefined) return null
  if (hostKey === undefined || !/^SHA256:[A-Za-z0-9+/]{43}=?$/.test(hostKey))
    throw new UsageError("--confirm-host-key must be the fingerprint that you compared: 'SHA256:…'.")
  if (by === undefined || by.trim() === '')
    throw new UsageError(
      "Say with --by who compared it, with whom, and how: --by 'Jo, with An of Fresco, by telephone'.",
    )
  return { hostKey, by: by.trim() }
}

/** The gateway with only the requested supplier and route. */
function only(gateway: Gateway, supplierName: string | undefined, routeName: string | undefined): Gateway {
  if (supplierName === undefined && routeName === undefined) return gateway
  const ids = Object.keys(gateway.suppliers)
  if (supplierName !== undefined && !ids.includes(supplierName))
    throw new UsageError(`There is no supplier '${supplierName}'. Give ${oneOf(ids)}.`)
  const suppliers = Object.entries(gateway.suppliers).filter(
    ([id, supplier]) =>
      (supplierName === undefined || id === supplierName) &&
      (routeName === undefined || routeNamed(supplier, routeName) !== undefined),
  )
  if (suppliers.length === 0) throw new UsageError(`There is no route '${routeName}'.`)
  if (routeName === undefined) return { suppliers: Object.fromEntries(suppliers) }
  const [first, second] = suppliers
  if (!first || second) {
    throw new UsageError(
      `Several suppliers have a route '${routeName}'. Give --supplier ${oneOf(suppliers.map(([id]) => id))}.`,
    )
  }
  const [id, { api: _api, webhook: _webhook, archive: _archive, breakGlass: _breakGlass, ...supplier }] = first
  const routes = supplier.routes.filter(({ name }) => name === routeName)
  const holdsLink = routes.some(({ receipt, document }) => receipt === 'person' && document.format === 'email')
  const { linkSecret } = gateway
  return { ...(holdsLink && linkSecret ? { linkSecret } : {}), suppliers: { [id]: { ...supplier, routes } } }
}
