import * as z from 'zod/mini'
import { formats } from '../../src/documents/registry.ts'
import { Alerts } from '../../src/profile/alert-settings.ts'
import { Article } from '../../src/profile/article.ts'
import { ConsoleSettings } from '../../src/profile/console.ts'
import { Customer } from '../../src/profile/customer.ts'
import { OrderApi } from '../../src/profile/order-api.ts'
import { Route, Supplier } from '../../src/profile/supplier.ts'
import { transports } from '../../src/transports/registry.ts'
import { code, page, table } from './markdown.ts'

type Schema = z.core.$ZodType

interface Setting {
  readonly path: string
  readonly values: string
  /** Empty for an optional setting without a default. */
  readonly start: string
  readonly meaning: string
  /** The words of a list that is too long for the table. */
  readonly words: readonly string[]
}

/** These have a part of their own on the page, or stand in each part. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'alerts',
  'api',
  'customers',
  'articles',
  'routes',
  'document',
  'transport',
  'attach',
])

/** A list of more words stands below its table. */
const LONG_LIST = 12

const definition = (schema: Schema): z.core.$ZodTypes['_zod']['def'] => (schema as z.core.$ZodTypes)._zod.def

/** The schema inside its wrappers, whether it is optional, and its default as JSON. */
function unwrapped(schema: Schema, start = 'needed'): { readonly inner: Schema; readonly start: string } {
  const def = definition(schema)
  switch (def.type) {
    case 'optional':
    case 'nullable':
      return unwrapped(def.innerType, start === 'needed' ? '' : start)
    case 'default':
    case 'prefault':
      return unwrapped(def.innerType, code(JSON.stringify(def.defaultValue)))
    case 'readonly':
    case 'nonoptional':
      return unwrapped(def.innerType, start)
    case 'lazy':
      return unwrapped(def.getter(), start)
    case 'pipe':
      return unwrapped(def.in, start)
    default:
      return { inner: schema, start }
  }
}

function valuesOf(schema: Schema): string {
  const def = definition(unwrapped(schema).inner)
  switch (def.type) {
    case 'literal':
      return def.values.map((value) => code(JSON.stringify(value))).join(', ')
    case 'enum': {
      const words = Object.values(def.entries)
      return words.length > LONG_LIST
        ? `one of ${words.length} words, below`
        : words.map((value) => code(JSON.stringify(value))).join(', ')
    }
    case 'union':
      return [...new Set(def.options.map(valuesOf))].join(', or ')
    case 'array':
      return `list of ${valuesOf(def.element)}`
    case 'record':
      return `${valuesOf(def.valueType)} by name`
    case 'object':
      return 'group'
    case 'string':
      return 'text'
    default:
      return def.type
  }
}

function longList(schema: Schema): readonly string[] {
  const def = definition(schema)
  const words = def.type === 'enum' ? Object.values(def.entries).map(String) : []
  return words.length > LONG_LIST ? words : []
}

/** The members of a group, of a list of groups, and of each kind of group that a union allows. */
function membersOf(schema: Schema): readonly (readonly [string, Schema])[] {
  const def = definition(unwrapped(schema).inner)
  if (def.type === 'object') return Object.entries(def.shape)
  if (def.type === 'array') return membersOf(def.element)
  if (def.type !== 'union') return []
  const members = new Map<string, Schema>()
  for (const option of def.options)
    for (const [key, member] of membersOf(option)) if (!members.has(key)) members.set(key, member)
  return [...members]
}

const meaningOf = (schema: Schema): string | undefined => z.globalRegistry.get(schema)?.description

export function settingsOf(schema: Schema, path = ''): Setting[] {
  return membersOf(schema).flatMap(([key, member]) => {
    const here = path === '' ? key : `${path}.${key}`
    const { inner, start } = unwrapped(member)
    const meaning = meaningOf(member)
    if (meaning === undefined && definition(inner).type === 'literal') return []
    if (meaning === undefined) throw new Error(`The setting ${here} has no description: add z.describe.`)
    const setting = { path: here, values: valuesOf(member), start, meaning, words: longList(inner) }
    return ELSEWHERE.has(key) ? [setting] : [setting, ...settingsOf(member, here)]
  })
}

function part(title: string, schema: Schema): string {
  const settings = settingsOf(schema)
  const rows = settings.map(({ path, values, start, meaning }) => [
    code(path),
    ELSEWHERE.has(path) ? 'see its part' : values,
    ELSEWHERE.has(path) && start.length > 20 ? '' : start,
    meaning,
  ])
  const lists = settings.filter(({ words }) => words.length > 0)
  const lines = lists.map(({ path, words }) => `${path}: ${words.join(' ')}`)
  return [
    `## ${title}`,
    table(['Setting', 'Values', 'Default', 'Meaning'], rows),
    ...(lines.length === 0 ? [] : [`\`\`\`text\n${lines.join('\n')}\n\`\`\``]),
  ].join('\n\n')
}

export const settingsPage = (): string =>
  page(
    'Settings',
    'From the schemas of the configuration. [Configuration](../configuration.md) names the decisions behind them. A setting without a default may be left out.',
    part('A supplier', Supplier),
    part('A row of `customers`', Customer),
    part('A row of `articles`', Article),
    part('`api`', OrderApi),
    part('`alerts`', Alerts),
    part('`console`', ConsoleSettings),
    part('A route', Route),
    ...Object.entries(transports).map(([kind, { settings }]) => part(`Transport \`${kind}\``, settings)),
    ...Object.entries(formats).map(([id, { settings }]) => part(`Format \`${id}\``, settings)),
  )
