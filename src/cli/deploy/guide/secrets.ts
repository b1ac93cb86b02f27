import * as z from 'zod/mini'
import { formats } from '../../../documents/registry.ts'
import { type SecretName, secretNames } from '../../../profile/secret-names.ts'
import { transports } from '../../../transports/registry.ts'
import { CONSOLE_SECRET, CONSOLE_TOKEN, secretWarnings } from '../../demo-secrets.ts'
import { jsonIn } from './account.ts'
import { choose, type Guide, INPUT_ENDED, type Step, type Stop } from './step.ts'
import { wranglerFailure } from './wrangler-failure.ts'

const Listed = z.array(z.object({ name: z.string() }))

/** Asks for each secret that the Worker lacks, and sets all in one request, from a file that is removed. */
export const secrets: Step = {
  name: 'secrets',
  title: 'Secrets',
  again: true,
  async run(guide) {
    const { ports, gateway } = guide
    const listed = await ports.wrangler(['secret', 'list'], 'quiet')
    const read = Listed.safeParse(jsonIn(listed.output))
    if (listed.code !== 0 || !read.success) return wranglerFailure('The list of secrets', listed)
    const set = new Set(read.data.map(({ name }) => name))
    const wanted = [CONSOLE_SECRET, ...secretNames(gateway, { transports, formats })].filter(
      ({ name }) => !set.has(name),
    )
    for (const secret of wanted) {
      const value = await askValue(secret, guide)
      if (value === 'ended') return INPUT_ENDED
      if (value !== null) guide.secrets.set(secret.name, value.text)
    }
    const given = wanted.flatMap(({ name }) => {
      const value = guide.secrets.get(name)
      return value === undefined ? [] : [[name, value] as const]
    })
    const failed = given.length === 0 ? null : await setAll(guide, given)
    if (failed) return failed
    const left = wanted.filter(({ name }) => !guide.secrets.has(name)).map(({ name }) => name)
    ports.say(`  ${set.size + given.length} secrets are set.`)
    for (const name of left) ports.say(`  Left out: ${name}. Set it later: npm run wrangler -- secret put ${name}`)
    return null
  },
}

type Source = 'vars' | 'typed' | 'made' | 'none'

async function askValue(secret: SecretName, { ports }: Guide): Promise<{ readonly text: string } | 'ended' | null> {
  const { name, usedBy, origin } = secret
  ports.say(`  ${name}: for ${usedBy.join(', ')}`)
  const local = ports.vars.get(name)
  const choices: { text: string; value: Source }[] = [
    { text: 'type it', value: 'typed' },
    ...(local && problemOf(secret, local) === undefined
      ? [{ text: 'use the value of .dev.vars', value: 'vars' } as const]
      : []),
    ...(origin === 'operator' ? [{ text: 'make a new one', value: 'made' } as const] : []),
    { text: 'leave it out for now', value: 'none' },
  ]
  const source = await choose(ports, 'Which value?', choices)
  if (!source) return 'ended'
  if (source.value === 'none') return null
  if (source.value === 'vars') return { text: local ?? '' }
  if (source.value === 'made') {
    const text = ports.newSecret()
    ports.say(`  Write it down now, it is not shown again: ${text}`)
    return { text }
  }
  for (;;) {
    const text = await ports.askSecret(`Value of ${name} (not shown):`)
    if (text === null) return 'ended'
    const problem = problemOf(secret, text)
    if (problem === undefined) return { text }
    ports.say(`  ${problem}`)
  }
}

/** `secretWarnings` always checks the console's token too, so that token gets a good value here. */
const problemOf = (secret: SecretName, value: string): string | undefined =>
  secretWarnings(
    [secret],
    new Map([
      [CONSOLE_TOKEN, 'x'.repeat(32)],
      [secret.name, value],
    ]),
  )[0]

async function setAll({ ports }: Guide, given: readonly (readonly [string, string])[]): Promise<Stop | null> {
  const file = ports.writePrivate(JSON.stringify(Object.fromEntries(given)))
  try {
    const done = await ports.wrangler(['secret', 'bulk', file], 'quiet')
    return done.code === 0 ? null : wranglerFailure('The setting of the secrets', done)
  } finally {
    ports.remove(file)
  }
}
