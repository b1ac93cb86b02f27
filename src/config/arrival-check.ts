import { isGroup } from '../text/parsed-json.ts'
import { lookUp, type Registries } from './kinds.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'

/** Finds `whenUncertain: 'check'` on routes whose transport cannot check, or whose check could prove no arrival. */
export function arrivalCheckMistakes(
  input: Record<string, unknown>,
  at: readonly Step[],
  { transports }: Registries,
): Mistake[] {
  const routes = Array.isArray(input.routes) ? input.routes : []
  return routes.flatMap((route, index) => {
    if (!isGroup(route) || !isGroup(route.transport)) return []
    const place = [...at, 'routes', index]
    const { whenUncertain = input.whenUncertain, transport, fileName } = route
    const kind = lookUp(transports, transport.kind)
    const mistakes: Mistake[] = []
    const say = (message: string, ...key: Step[]): void =>
      void mistakes.push({ path: pathOf([...place, ...key]), message })
    const parsed = kind?.settings.safeParse(transport)
    if (whenUncertain === 'check' && parsed?.success && kind?.canCheck) {
      if (!kind.canCheck(parsed.data))
        say(
          "is missing: whenUncertain is 'check', and this says how to ask. Such as { url: 'https://…/orders?number={orderNumber}', found: { contains: '{orderNumber}' } }; or give this route 'resend' or 'hold'.",
          ...['transport', 'check'],
        )
      else if (isGroup(route.batch) && !JSON.stringify(transport.check).includes('{key}'))
        say('must ask by {key}: with `batch` a document holds several orders.', 'transport', 'check')
    } else if (whenUncertain === 'check' && kind && !kind.check) {
      const able = Object.values(transports).flatMap((transport) => (transport.check ? [transport.kind] : []))
      const whose = route.whenUncertain === undefined ? "is the supplier's 'check'" : "is 'check'"
      say(
        `${whose}, and '${kind.kind}' cannot look whether a document has arrived; ${able.join(', ')} can. Give this route 'resend' or 'hold'.`,
        'whenUncertain',
      )
    } else if (
      whenUncertain === 'check' &&
      typeof fileName === 'string' &&
      !/\{(?:version|sequence)\b/.test(fileName)
    ) {
      say(
        "gives a changed order the name of the one before, and whenUncertain: 'check' could take the one for the other. Put {version} or {sequence} into it.",
        'fileName',
      )
    }
    if (kind?.canCheck && transport.check !== undefined && whenUncertain !== 'check')
      say("is used only with whenUncertain: 'check' on the route.", 'transport', 'check')
    if (transport.archiveFolder === undefined || !kind?.check) return mistakes
    if (whenUncertain !== 'check')
      say("is looked into only with whenUncertain: 'check' on the route.", 'transport', 'archiveFolder')
    else if (spelled(transport.archiveFolder) === spelled(transport.folder ?? transport.prefix))
      say('is the folder that documents are put into, so it tells nothing more.', 'transport', 'archiveFolder')
    return mistakes
  })
}

const spelled = (folder: unknown): string => String(folder).replace(/\/+$/, '')
