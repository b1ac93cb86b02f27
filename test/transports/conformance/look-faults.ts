import { type Expected, type Fault, moment } from './faults.ts'
import type { Target } from './target.ts'

/** Cuts the connection after the document has its final name, and then checks the folder. */
const cutThenLooked = (
  name: string,
  eats: boolean | 'into the archive',
  expected: (target: Target) => Partial<Expected> | null,
): Fault => ({
  name,
  looks: true,
  expected(target) {
    const more = target.looks ? expected(target) : null
    return more && { outcome: 'uncertain', reached: 'maybe', ...more }
  },
  async begin({ place, proxy }) {
    place.eats?.(eats)
    await proxy.be('slow')
  },
  async during({ place, proxy }, fileName) {
    await moment(() => place.files().has(fileName))
    proxy.cut()
    await proxy.be('open')
  },
  end: ({ place }) => place.eats?.(false),
})

const FOUND = /^Found there: /
const SENT_AGAIN = /^(?!Found there)/
const hasArchive = ({ looks }: Target): boolean => looks === 'with an archive'

export const LOOK_FAULTS: readonly Fault[] = [
  cutThenLooked('cut, and still there', false, () => ({ inTheEnd: FOUND })),
  cutThenLooked('cut, and in the archive', 'into the archive', (target) =>
    hasArchive(target) ? { inTheEnd: FOUND } : null,
  ),
  // Sent twice with the same identity: the receiver that collects leaves no trace where the route checks.
  cutThenLooked('cut, and gone', true, (target) =>
    hasArchive(target) ? { inTheEnd: SENT_AGAIN } : { inTheEnd: SENT_AGAIN, asks: true },
  ),
]
