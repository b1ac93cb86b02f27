import { type Kinds, lookUp } from './kinds.ts'
import { isGroup, type Mistake, pathOf, type Step } from './mistake.ts'

/** `whenUncertain: 'check'` on routes whose transport can't look, or where looking could tell nothing. */
export function lookMistakes(input: Record<string, unknown>, at: readonly Step[], { transports }: Kinds): Mistake[] {
  const routes = Array.isArray(input.routes) ? input.routes : []
  return routes.flatMap((route, index) => {
    if (!isGroup(route) || !isGroup(route.transport)) return []
    const place = [...at, 'routes', index]
    const { whenUncertain = input.whenUncertain, transport, fileName } = route
    const kind = lookUp(transports, transport.kind)
    const mistakes: Mistake[] = []
    const say = (message: string, ...key: Step[]): void =>
      void mistakes.push({ path: pathOf([...place, ...key]), message })
    if (whenUncertain === 'check' && kind && !kind.check) {
      const able = Object.values(transports).flatMap((one) => (one.check ? [one.kind] : []))
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
    if (transport.archiveFolder === undefined || !kind?.check) return mistakes
    if (whenUncertain !== 'check')
      say("is looked into only with whenUncertain: 'check' on the route.", 'transport', 'archiveFolder')
    else if (spelled(transport.archiveFolder) === spelled(transport.folder ?? transport.prefix))
      say('is the folder that documents are put into, so it tells nothing more.', 'transport', 'archiveFolder')
    return mistakes
  })
}

const spelled = (folder: unknown): string => String(folder).replace(/\/+$/, '')
