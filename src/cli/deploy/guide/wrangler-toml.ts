import { type TomlStatement, tomlStatements } from './toml-statements.ts'

/** A text before the first section, such as `account_id`; undefined without it. */
export const readSetting = (toml: string, key: string): string | undefined => readText(toml, '', key)

/** Writes a text before the first section. Other lines stay as they are. */
export const withSetting = (toml: string, key: string, value: string): string =>
  withLines(without(toml, isSetting(key)), `${key} = "${value}"\n`)

/** A variable in `[vars]`; undefined without the variable. */
export const readVar = (toml: string, name: string): string | undefined => readText(toml, '[vars]', name)

/** Writes a variable into `[vars]`. Other lines stay as they are. */
export function withVar(toml: string, name: string, value: string): string {
  const line = `${name} = "${value}"`
  if (readVar(toml, name) !== undefined)
    return toml.replace(new RegExp(`^(\\s*)${name}\\s*=\\s*["'].*?["']`, 'm'), `$1${line}`)
  if (/^[ \t]*\[vars\]/m.test(toml)) return toml.replace(/^([ \t]*\[vars\][^\n]*\n)/m, `$1${line}\n`)
  return `${toml.trimEnd()}\n\n[vars]\n${line}\n`
}

/** Serves the Worker at this host name only. */
export const withDomain = (toml: string, domain: string): string =>
  withLines(withoutRoutes(toml), `routes = [{ pattern = "${domain}", custom_domain = true }]\nworkers_dev = false\n`)

/** Serves the Worker below workers.dev only, which is wrangler's default. */
export const withoutRoutes = (toml: string): string => without(toml, isAddress)

/** Every host name or pattern at which wrangler.toml serves the Worker. */
export const routesIn = (toml: string): string[] =>
  tomlStatements(toml)
    .filter((statement) => isAddress(statement) && ['route', 'routes', 'pattern'].includes(statement.key ?? ''))
    .flatMap(({ text }) => {
      const pattern = text.includes('pattern') ? /pattern\s*=\s*["']([^"']+)["']/g : /["']([^"']+)["']/g
      return Array.from(text.matchAll(pattern), ([, route = '']) => route)
    })

/** Whether the file schedules the Worker. */
export const hasCron = (toml: string): boolean => /^\s*crons\s*=\s*\[\s*["']/m.test(toml)

const isOfWholeFile = ({ section, key }: TomlStatement): boolean => section === '' && key !== null

const isSetting =
  (...keys: readonly string[]) =>
  (statement: TomlStatement): boolean =>
    isOfWholeFile(statement) && keys.includes(statement.key ?? '')

const isAddress = (statement: TomlStatement): boolean =>
  isSetting('route', 'routes', 'workers_dev')(statement) ||
  (/^\[\[\s*routes\s*\]\]/.test(statement.section) && /^\s*[^#\s]/.test(statement.text))

function readText(toml: string, section: string, name: string): string | undefined {
  const found = tomlStatements(toml).find((statement) => statement.section === section && statement.key === name)
  return /=\s*["'](.*?)["']/.exec(found?.text ?? '')?.[1]
}

const without = (toml: string, isRemoved: (statement: TomlStatement) => boolean): string =>
  tomlStatements(toml)
    .filter((statement) => !isRemoved(statement))
    .map(({ text }) => text)
    .join('')

/** Adds settings of the whole file. TOML has them before the first section. */
function withLines(toml: string, lines: string): string {
  const statements = tomlStatements(toml)
  const after = statements.findLastIndex(isOfWholeFile) + 1
  const text = (some: readonly TomlStatement[]): string => some.map((statement) => statement.text).join('')
  return `${text(statements.slice(0, after)).trimEnd()}${after > 0 ? '\n' : ''}${lines}${text(statements.slice(after))}`
}
