import { err, ok, type Result } from '../model/result.ts'
import { ConsoleSettings } from '../profile/console.ts'
import { isGroup } from '../text/parsed-json.ts'
import { type Mistake, pathOf } from './mistake.ts'
import { secretNameMistake } from './secret-name.ts'
import { mistakesFrom, WITHOUT_WORDS } from './sentence.ts'

/** Checks who may use the console. Undefined without the setting. */
export function readConsole(input: Record<string, unknown>): Result<ConsoleSettings | undefined, Mistake[]> {
  const settings = input.console
  if (settings === undefined) return ok(undefined)
  const parsed = ConsoleSettings.safeParse(settings, WITHOUT_WORDS)
  if (!parsed.success) return err(mistakesFrom(parsed.error.issues, ConsoleSettings, settings, ['console']))
  const { access, accessTeam, audience } = parsed.data
  const suppliers = isGroup(input.suppliers) ? input.suppliers : {}
  const mistakes: Mistake[] = []
  const say = (steps: readonly (string | number)[], message: string) =>
    mistakes.push({ path: pathOf(['console', ...steps]), message })
  if ((accessTeam === undefined) !== (audience === undefined)) {
    const missing = accessTeam === undefined ? 'accessTeam' : 'audience'
    say(
      [missing],
      'is missing: `accessTeam` and `audience` belong together. Both stand in the settings of the application at Cloudflare Access.',
    )
  }
  for (const [index, { who, role, token, suppliers: names = [] }] of access.entries()) {
    if (access.findIndex((holder) => holder.who.toLowerCase() === who.toLowerCase()) < index)
      say(['access', index, 'who'], `'${who}' has an entry already. Give one entry a person.`)
    if (token === 'CONSOLE_TOKEN')
      say(['access', index, 'token'], 'names CONSOLE_TOKEN, which has every right. Give the entry a secret of its own.')
    else if (token !== undefined && access.findIndex((holder) => holder.token === token) < index)
      say(['access', index, 'token'], `'${token}' belongs to an earlier entry. Give each entry a secret of its own.`)
    if (token !== undefined) mistakes.push(...secretNameMistake(token, pathOf(['console', 'access', index, 'token'])))
    else if (role === 'metrics') say(['access', index], 'could never read `/metrics`: give the scraper a `token`.')
    else if (accessTeam === undefined)
      say(['access', index], 'could never sign in: give the person a `token`, or set `accessTeam` and `audience`.')
    for (const [at, name] of names.entries())
      if (!Object.hasOwn(suppliers, name))
        say(['access', index, 'suppliers', at], `'${name}' is no supplier of this configuration.`)
  }
  return mistakes.length > 0 ? err(mistakes) : ok(parsed.data)
}
