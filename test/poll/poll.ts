// Lets a running gateway poll a made-up Apicbase under everything that goes wrong there: npm run polling [-- --short --seed N]
import { parseArgs } from 'node:util'
import { createDice } from '../../src/cli/fake-apicbase/dice.ts'
import { type Check, report } from '../crash/check.ts'
import { forgetful } from './forgetful.ts'
import { killed } from './killed.ts'
import { strangePages } from './strange-pages.ts'
import { type Size, wholeList } from './whole-list.ts'

const { values } = parseArgs({ options: { short: { type: 'boolean', default: false }, seed: { type: 'string' } } })
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const size: Size = values.short
  ? { orders: 400, old: 40, coming: 20, days: 25, pageSize: 50 }
  : { orders: 5_000, old: 300, coming: 250, days: 25, pageSize: 100 }
const kills = values.short ? 2 : 20

console.log(`seed ${seed}`)
const checks: Check[] = []
const part = async (name: string, play: () => Promise<Check[]>): Promise<void> => {
  const begun = Date.now()
  console.log(`== ${name}`)
  try {
    checks.push(...(await play()).map((check) => ({ ...check, name: `${name}: ${check.name}` })))
  } catch (error) {
    checks.push({ name, broken: [error instanceof Error ? error.message : String(error)] })
  }
  console.log(`   ${Math.round((Date.now() - begun) / 1000)} s`)
}

const dice = createDice(seed)
const [first, second, third, fourth] = [dice.fork(), dice.fork(), dice.fork(), dice.fork()]
await Promise.all([
  part('strange pages', () => strangePages(first)),
  part('restarts and a lost KV', () => forgetful(second)),
])
await part('the whole list', () => wholeList(size, third))
await part(`${kills} kills`, () => killed({ ...size, pageSize: size.pageSize / 2 }, kills, fourth))
process.exit(report(checks) ? 0 : 1)
