import path from 'node:path'
import { partAliases } from '../../src/cli/part-aliases.ts'
import type { Vars } from '../../src/cli/vars.ts'

/**
 * The project's wrangler.toml for another folder. Paths are absolute, no build runs, and the Worker imports the given
 * gateway. The vars are in a `[vars]` table, where wrangler preserves every byte. `parts`: the Worker has every format
 * and transport, or as deployed only those that `orderbridge config` wrote beside the gateway.
 */
export function localWranglerFile(
  toml: string,
  root: string,
  gateway: string,
  vars: Vars,
  parts: 'every' | 'used' = 'every',
): string {
  const main = /^main\s*=\s*"([^"]+)"/m.exec(toml)?.[1]
  const alias = /^"#gateway"\s*=.*$/m
  if (!main || !alias.test(toml)) throw new Error('wrangler.toml has lost its `main` or its "#gateway" alias.')
  const sections = toml
    .replace(/^main\s*=.*$/m, () => `main = ${tomlString(path.resolve(root, main))}`)
    .replace(alias, () => `"#gateway" = ${tomlString(gateway)}`)
    .replace(/^"(#formats|#transports|#as2|#mail|#local)"\s*=.*\n/gm, (_, name: string) =>
      parts === 'every' ? '' : `"${name}" = ${tomlString(partAliases(gateway)[name] ?? '')}\n`,
    )
    .split(/^(?=[ \t]*\[)/m)
    // Without triggers, because wrangler would warn that triggers do not run: `npm start` runs the scheduled work.
    // Without assets: each server binds the folder as a service.
    .filter((section) => !/^\s*\[(build|triggers|assets)\]/.test(section))
  const isVars = (section: string): boolean => /^\s*\[vars\]/.test(section)
  const own = sections.filter(isVars).flatMap((section) => section.split('\n').slice(1))
  // `jurisdiction()` throws in local workerd, so a jurisdiction meant for production stays out.
  const kept = own.filter((line) => !vars.has(nameIn(line)) && nameIn(line) !== 'JURISDICTION')
  const given = [...vars].map(([name, value]) => `${name} = ${tomlString(value)}`)
  return [...sections.filter((section) => !isVars(section)), '[vars]', ...kept, ...given, ''].join('\n')
}

const nameIn = (line: string): string => /^\s*"?([\w-]+)"?\s*=/.exec(line)?.[1] ?? ''

/** TOML's basic strings are JSON's, but for DEL. */
const tomlString = (text: string): string => JSON.stringify(text).replaceAll('\u007F', '\\u007f')
