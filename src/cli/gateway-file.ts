import { isUtf8 } from 'node:buffer'
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { withPresentNames } from '../config/earlier-names.ts'
import { type Mistake, pathOf, valueAt } from '../config/mistake.ts'
import { checkGateway } from '../config.ts'
import { formats } from '../documents/registry.ts'
import { err, ok, type Result } from '../model/result.ts'
import type { Gateway } from '../profile/supplier.ts'
import { readTable } from '../profile/table-file.ts'
import { isGroup } from '../text/parsed-json.ts'
import { transports } from '../transports/registry.ts'
import { fileFault } from './file-fault.ts'
import { fileOr, shown } from './place.ts'

/**
 * Reads and checks the configuration in `file` with its tables, or returns every mistake. `prepare` may fill in
 * settings before the check.
 */
export async function readGateway(
  file: string,
  today: string,
  prepare: (input: unknown) => unknown = (input) => input,
): Promise<Result<Gateway, Mistake[]>> {
  const loaded = await load(file)
  if (!loaded.ok) return loaded
  const { input, mistakes, places } = withTables(prepare(withPresentNames(loaded.value).input), path.dirname(file))
  const checked = checkGateway(input, { today, formats, transports })
  if (checked.ok) return mistakes.length > 0 ? err(mistakes) : checked
  return err([
    ...mistakes,
    ...checked.error.map((mistake) => ({ ...mistake, path: asPeopleSay(inTable(mistake.path, places), input) })),
  ])
}

/** A warning for each setting that the file gives under an earlier name. */
export async function earlierNames(file: string): Promise<readonly Mistake[]> {
  const loaded = await load(file)
  return loaded.ok ? withPresentNames(loaded.value).warnings : []
}

/** For a command that needs the configuration: refers to the command that lists the mistakes. */
export function hasMistakes(file: string): string {
  const options = file === fileOr(undefined, 'gateway.config.ts') ? '' : ` --config ${shown(file)}`
  return `${shown(file)} has mistakes; \`npx orderbridge config${options}\` tells them.`
}

async function load(file: string): Promise<Result<unknown, Mistake[]>> {
  const refuse = (message: string, line = '') => err([{ path: `${shown(file)}${line}`, message }])
  if (!existsSync(file))
    return refuse('There is no such file. Give another one with --config, or write one with `npx orderbridge init`.')
  if (statSync(file).isDirectory()) return refuse('is a folder. Give the file in it.')
  if (!/\.([cm]?[jt]s|json)$/.test(file))
    return refuse('is neither TypeScript nor JSON. Give a file that ends in .ts or .json.')
  try {
    if (file.endsWith('.json')) {
      const bytes = readFileSync(file)
      if (!isUtf8(bytes)) return refuse('is not UTF-8 text. Save the file as UTF-8.')
      return ok(JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, '')))
    }
    // A module is cached by its address, and a later call must see a changed file.
    const module: { default?: unknown } = await import(`${pathToFileURL(file).href}?changed=${statSync(file).mtimeMs}`)
    if (module.default === undefined) return refuse('exports nothing: write `export default defineGateway({ … })`.')
    // Copies without functions and undefined values: the check sees exactly the configuration that the Worker will
    // read.
    return ok(JSON.parse(JSON.stringify(module.default)))
  } catch (error) {
    return refuse(fileFault(error, file), lineOf(error, file))
  }
}

/** Line that an error names: in the message (JSON), or in the stack, as `…/gateway.config.ts:7`. */
function lineOf(error: unknown, file: string): string {
  if (!(error instanceof Error)) return ''
  const [, inWords] = /\(line (\d+) column/.exec(error.message) ?? []
  const after = error.stack?.split(path.basename(file))[1]
  const line = inWords ?? /^(?:\?changed=[\d.]+)?:(\d+)/.exec(after ?? '')?.[1]
  return line === undefined ? '' : `:${line}`
}

/** Files from which a configuration reads tables, including missing files. */
export async function tableFiles(file: string): Promise<string[]> {
  const loaded = await load(file)
  const suppliers = loaded.ok ? valueAt(loaded.value, ['suppliers']) : undefined
  if (!isGroup(suppliers)) return []
  return Object.values(suppliers).flatMap((supplier) =>
    TABLES.flatMap((name) => {
      const options = isGroup(supplier) ? supplier[name] : undefined
      return typeof options === 'string' ? [path.resolve(path.dirname(file), options)] : []
    }),
  )
}

const TABLES = ['customers', 'articles'] as const

/**
 * Replaces the index of a route by the route's name, which people know: `suppliers.fresco route 'erp' transport.url`.
 */
function asPeopleSay(where: string, input: unknown): string {
  const [whole, supplier = '', index, rest = ''] = /^suppliers\.([^.[]+)\.routes\[(\d+)\]\.?(.*)$/.exec(where) ?? []
  const routes = valueAt(input, ['suppliers', supplier, 'routes'])
  if (whole === undefined || !Array.isArray(routes)) return where
  const name = valueAt(routes, [Number(index), 'name'])
  const isOne = routes.filter((route) => isGroup(route) && route.name === name).length === 1
  if (typeof name !== 'string' || !isOne) return where
  return `suppliers.${supplier} route '${name}'${rest === '' ? '' : ` ${rest}`}`
}

interface Filled {
  readonly input: unknown
  readonly mistakes: Mistake[]
  /** Origin of entries that came from a file: `suppliers.fresco.customers[3]` → `customers.csv:5`. */
  readonly places: ReadonlyMap<string, string>
}

/** The configuration with each path of a table replaced by the table's rows. */
function withTables(input: unknown, folder: string): Filled {
  const mistakes: Mistake[] = []
  const places = new Map<string, string>()
  if (!isGroup(input) || !isGroup(input.suppliers)) return { input, mistakes, places }
  const suppliers: Record<string, unknown> = {}
  for (const [id, supplier] of Object.entries(input.suppliers)) {
    if (!isGroup(supplier)) {
      suppliers[id] = supplier
      continue
    }
    const filled = { ...supplier }
    for (const name of TABLES) {
      const options = supplier[name]
      if (typeof options !== 'string') continue
      const file = path.resolve(folder, options)
      const at = pathOf(['suppliers', id, name])
      if (existsSync(file)) {
        const table = readTable(name, readFileSync(file), options)
        filled[name] = table.rows
        mistakes.push(...table.mistakes)
        for (const [index, line] of table.lines.entries()) places.set(`${at}[${index}]`, `${options}:${line}`)
      } else {
        filled[name] = []
        mistakes.push({ path: at, message: `There is no file ${shown(file)}. Write the file, or remove this setting.` })
      }
    }
    suppliers[id] = filled
  }
  return { input: { ...input, suppliers }, mistakes, places }
}

function inTable(where: string, places: ReadonlyMap<string, string>): string {
  const entry = /^(suppliers\..*\.(?:customers|articles)\[\d+\])\.?(.*)$/.exec(where)
  const place = entry && places.get(entry[1] ?? '')
  return place === undefined || place === null ? where : `${place}${entry?.[2] ? ` ${entry[2]}` : ''}`
}
