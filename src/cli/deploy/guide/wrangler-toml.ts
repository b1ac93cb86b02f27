/** Sections of wrangler.toml, each from its head to the next head. */
const sectionsOf = (toml: string): string[] => toml.split(/^(?=[ \t]*\[)/m)

/** A variable in `[vars]`; undefined without the variable. */
export function readVar(toml: string, name: string): string | undefined {
  const vars = sectionsOf(toml).find((section) => /^\s*\[vars\]/.test(section))
  return new RegExp(`^\\s*${name}\\s*=\\s*["'](.*?)["']`, 'm').exec(vars ?? '')?.[1]
}

/** Writes a variable into `[vars]`. Other lines stay as they are. */
export function withVar(toml: string, name: string, value: string): string {
  const line = `${name} = "${value}"`
  if (readVar(toml, name) !== undefined)
    return toml.replace(new RegExp(`^(\\s*)${name}\\s*=\\s*["'].*?["']`, 'm'), `$1${line}`)
  if (/^[ \t]*\[vars\]/m.test(toml)) return toml.replace(/^([ \t]*\[vars\][^\n]*\n)/m, `$1${line}\n`)
  return `${toml.trimEnd()}\n\n[vars]\n${line}\n`
}

/** Serves the Worker at this host name only. The lines belong before the first section of the file. */
export function withDomain(toml: string, domain: string): string {
  const [top = '', ...sections] = sectionsOf(toml)
  const others = top
    .split('\n')
    .filter((line) => !/^\s*(routes|workers_dev)\s*=/.test(line))
    .join('\n')
  const lines = `routes = [{ pattern = "${domain}", custom_domain = true }]\nworkers_dev = false\n`
  return `${others.trimEnd()}\n${lines}\n${sections.join('')}`
}

/** Whether the file schedules the Worker. */
export const hasCron = (toml: string): boolean => /^\s*crons\s*=\s*\[\s*["']/m.test(toml)
