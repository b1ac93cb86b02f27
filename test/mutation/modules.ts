import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Module, SourceTextModule, SyntheticModule } from 'node:vm'
import { transformSync } from 'esbuild'
import { aliasedFile } from './aliases.ts'

type Namespace = Readonly<Record<string, unknown>>

/**
 * Modules that stay warm: when a file changes, it and whatever imports it are made anew, and nothing else. Types are
 * blanked, not cut, so that what stands in a mutant's text stands at the same place in what runs.
 */
export interface Modules {
  load(file: string): Promise<unknown>
  /** In place of what the file says; null for what it says. */
  put(file: string, text: string | null): void
  forgetAll(): void
}

/** Packages are loaded once, by Node; those given here stand in for a package. */
export function warmModules(root: string, given: Readonly<Record<string, Namespace>>): Modules {
  const sources = new Map<string, string>()
  const importers = new Map<string, Set<string>>()
  const packages = new Map<string, Promise<Module>>()
  let made = new Map<string, Module>()

  function moduleOf(file: string): Module {
    const known = made.get(file)
    if (known) return known
    const source = sources.get(file) ?? sourceOf(file, readFileSync(file, 'utf8'))
    sources.set(file, source)
    const module = new SourceTextModule(source, {
      identifier: pathToFileURL(file).href,
      initializeImportMeta: (meta) =>
        Object.assign(meta, { url: pathToFileURL(file).href, filename: file, dirname: path.dirname(file) }),
      importModuleDynamically: async (specifier) => evaluated(await linked(specifier, file)),
    })
    made.set(file, module)
    return module
  }

  function packageOf(name: string): Promise<Module> {
    const known = packages.get(name) ?? packaged(name, given[name])
    packages.set(name, known)
    return known
  }

  /** Null for a package. */
  function fileOf(specifier: string, importer: string): string | null {
    const aliased = aliasedFile(specifier)
    if (aliased !== null) return path.join(root, aliased)
    return /^[./]/.test(specifier) ? path.resolve(path.dirname(importer), specifier) : null
  }

  function linked(specifier: string, importer: string): Module | Promise<Module> {
    const file = fileOf(specifier, importer)
    if (file === null) return packageOf(specifier)
    importers.set(file, (importers.get(file) ?? new Set()).add(importer))
    return moduleOf(file)
  }

  function forget(file: string): void {
    if (!made.delete(file)) return
    for (const importer of importers.get(file) ?? []) forget(importer)
  }

  async function evaluated(module: Module): Promise<Module> {
    if (module.status === 'unlinked')
      await module.link((specifier, { identifier }) => linked(specifier, fileURLToPath(identifier)))
    await module.evaluate()
    return module
  }

  return {
    load: (file) => evaluated(moduleOf(file)),
    put(file, text) {
      if (text === null) sources.delete(file)
      else sources.set(file, sourceOf(file, text))
      forget(file)
    },
    forgetAll() {
      made = new Map()
    },
  }
}

const PAGE = { loader: 'tsx', format: 'esm', jsx: 'transform', jsxFactory: 'h', jsxFragment: 'Fragment' } as const

function sourceOf(file: string, text: string): string {
  if (file.endsWith('.ts')) return stripTypeScriptTypes(text)
  // No page is changed, so its text may move.
  if (file.endsWith('.tsx')) return transformSync(text, PAGE).code
  return `export default ${file.endsWith('.json') ? text : JSON.stringify(text)}`
}

async function packaged(name: string, given: Namespace | undefined): Promise<Module> {
  const isJson = name.endsWith('.json')
  const found: Namespace = given ?? (isJson ? await import(name, { with: { type: 'json' } }) : await import(name))
  const names = Object.keys(found)
  const module: SyntheticModule = new SyntheticModule(names, () => {
    for (const each of names) module.setExport(each, found[each])
  })
  await module.link(() => module)
  await module.evaluate()
  return module
}
