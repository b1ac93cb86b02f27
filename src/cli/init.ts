import { existsSync } from 'node:fs'
import path from 'node:path'
import { formats } from '../documents/registry.ts'
import { secretNames } from '../profile/secret-names.ts'
import type { Gateway } from '../profile/supplier.ts'
import { transports } from '../transports/registry.ts'
import { type Command, readOptions, UsageError } from './command.ts'
import { configurationFile, tell, today } from './config.ts'
import { readGateway } from './gateway-file.ts'
import { type AskPerson, answersFromOptions, askAll, unusedOptions } from './init/asking.ts'
import { configurationText } from './init/configuration-text.ts'
import { findHostKey } from './init/host-key.ts'
import { addSecrets, copyName, writeKeeping } from './init/new-files.ts'
import { nextSteps } from './init/next-steps.ts'
import type { Answers } from './init/questions.ts'
import { routesOf } from './init/route-settings.ts'
import { sampleDocument } from './init/sample-document.ts'
import { TABLES } from './init/tables.ts'
import { createTerminal } from './init/terminal.ts'
import { fileOr, ROOT, shown } from './place.ts'
import type { Vars } from './vars.ts'
import { readVarsFile } from './vars-file.ts'

export const init: Command = {
  help: `orderbridge init [options]

Writes a configuration for your own supplier: gateway.config.ts, customers.csv, articles.csv and the secrets in .dev.vars.
Asks in a terminal for each answer that no option gives. Shows the document of a sample order, and what comes next.

  npx orderbridge init
  npx orderbridge init --name "Fresco Foods" --recipient 5412345000013 --host sftp.fresco.example --user orders --force
  npx orderbridge init --name "Fresco Foods" --format json --transport http --url https://erp.fresco.example/orders --force

  --name NAME          the supplier, as people say it
  --supplier KEY       its key in addresses (default: from the name)
  --country CODE       for time zone, currency and language (default BE)
  --language CODE      nl, fr, de or en (default: from the country)
  --format FORMAT      the format of the document (default edifact-d96a)
  --recipient ID       the supplier's id in the document, such as a GLN
  --transport KIND     how the document travels (default sftp)
  --host HOST[:PORT]   the server, for sftp, ftp and smtp
  --user NAME          the user on the server, for sftp and ftp (default orders)
  --folder FOLDER      the folder on the server, for sftp and ftp (default /in)
  --url URL            the address, for http and as2
  --from NAME          our AS2 name (default ORDERBRIDGE)
  --to NAME            the AS2 name of the supplier (default SUPPLIER)
  --region REGION      the region of the bucket, for s3
  --bucket NAME        the bucket, for s3 and r2
  --host-key KEY       the fingerprint of the SFTP server (default: the one that the server shows)
  --desk ADDRESS       a mail about each order goes to the order desk
  --alerts ADDRESS     who gets alerts
  --mail-from ADDRESS  the sender of both mails
  --mail-server HOST[:PORT]
                       your mail server for the desk (default: Cloudflare's own mail)
  --config FILE        where to write; the tables stand beside it (default gateway.config.ts of the project)
  --vars FILE          the secrets (default .dev.vars of the project)
  --force              overwrite files that are there; each is kept as FILE.bak, then FILE.2.bak

Exit codes:
  0  written
  1  a file was not written, or the configuration has mistakes
  2  wrong use, a missing answer, or a file that is there without --force`,

  async run(words) {
    const { config, vars, force, 'host-key': pinned, ...flags } = readOptions(words, OPTIONS)
    if (pinned !== undefined && !/^SHA256:[A-Za-z0-9+/]{43}=?$/.test(pinned))
      throw new UsageError("--host-key must be the fingerprint of the server: 'SHA256:…'.")
    const given: Answers = Object.fromEntries(
      Object.entries(flags).filter((entry): entry is [string, string] => entry[1] !== undefined),
    )
    const file = configurationFile(config)
    if (!file.endsWith('.ts')) throw new UsageError('--config must name a TypeScript file, such as gateway.config.ts.')
    const varsFile = fileOr(vars, '.dev.vars')
    const known: Vars = existsSync(varsFile) ? readVarsFile(varsFile) : new Map()
    const isTerminal = process.stdin.isTTY && process.stdout.isTTY
    const terminal = isTerminal ? createTerminal() : null
    try {
      if (!force) await mayOverwrite(filesOf(file), terminal?.ask)
      const answers = terminal ? await askAll(given, terminal.ask, console.log) : answersFromOptions(given)
      const [unused] = unusedOptions(given, answers)
      if (unused !== undefined) throw new UsageError(`--${unused} is for another format or transport. Leave it out.`)
      return await write(answers, { file, varsFile, known, pinned })
    } finally {
      terminal?.close()
    }
  },
}

const OPTIONS = {
  ...({ name: 'text', supplier: 'text', country: 'text', language: 'text', format: 'text' } as const),
  ...({ recipient: 'text', transport: 'text', host: 'text', user: 'text', folder: 'text', url: 'text' } as const),
  ...({ from: 'text', to: 'text', region: 'text', bucket: 'text', desk: 'text', alerts: 'text' } as const),
  ...({ 'mail-from': 'text', 'mail-server': 'text', 'host-key': 'text', config: 'text', vars: 'text' } as const),
  ...({ force: 'switch' } as const),
}

interface Places {
  readonly file: string
  readonly varsFile: string
  readonly known: Vars
  readonly pinned: string | undefined
}

async function write(answers: Answers, { file, varsFile, known, pinned }: Places): Promise<number> {
  const key = await findHostKey(answers, pinned, console.log)
  const routes = routesOf(answers, key.pin)
  const importFrom = path.dirname(file) === ROOT ? './src/config.ts' : 'orderbridge'
  const text = configurationText(answers, routes, { importFrom, today: today(), hostKeyNote: key.note })
  writeKeeping(file, text, console.log)
  for (const [name, table] of Object.entries(TABLES))
    writeKeeping(path.join(path.dirname(file), name), table, console.log)
  const gateway = await readGateway(file, today())
  if (!gateway.ok)
    return tell(gateway.error, file, 'the file is written. Correct it, then run `npx orderbridge config`')
  const blank = addSecrets(varsFile, secretNames(gateway.value, { transports, formats }), known)
  console.log(`Wrote ${shown(varsFile)}, with random values for the gateway's own secrets.`)
  await showSample(gateway.value)
  console.log(nextSteps(blank, key.isShown ? key.pin : null, file, varsFile))
  return 0
}

async function showSample({ suppliers }: Gateway): Promise<void> {
  for (const supplier of Object.values(suppliers))
    for (const route of supplier.routes) {
      const document = await sampleDocument(supplier, route, Date.now())
      console.log(`\n--- route ${route.name}, a sample order as ${route.document.format}`)
      if (document.ok) console.log(document.value.trimEnd())
      else for (const { path: place, message } of document.error) console.log(`${place}: ${message}`)
    }
}

const filesOf = (file: string): string[] => [
  file,
  ...Object.keys(TABLES).map((name) => path.join(path.dirname(file), name)),
]

async function mayOverwrite(files: readonly string[], askPerson: AskPerson | undefined): Promise<void> {
  const present = files.filter((file) => existsSync(file))
  if (present.length === 0) return
  const names = present.map(shown).join(', ')
  const copies = present.map((file) => shown(copyName(file))).join(', ')
  const isOverwritten =
    askPerson && /^y(es)?$/i.test((await askPerson(`Overwrite ${names}? A copy is kept as ${copies}. (y/N): `)) ?? '')
  if (!isOverwritten)
    throw new UsageError(
      `Nothing was written: ${names} would be overwritten. Add --force, or --config FILE for another place.`,
    )
}
