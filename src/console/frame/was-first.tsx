import { fill } from '../../text/fill.ts'
import { deedOf } from '../activity/deed.ts'
import { Fragment, h } from './jsx.ts'
import { moment } from './times.ts'
import type { Visit } from './visit.ts'

/** An action of a person. `at`: ISO 8601. */
export interface Act {
  readonly by: string
  readonly at: string
  readonly action: string
  readonly routes?: readonly string[]
}

/** Names the person who acted before the visitor, and what was done. */
export function firstText({ by, at, action, routes = [] }: Act, visit: Visit, zone: string): string {
  const { frame, activity } = visit.words
  const deed = deedOf(action, activity.deeds)
  return fill(by === visit.visitor?.who ? frame.firstYou : frame.firstOther, {
    ...{ who: by, time: moment(at, visit, zone) },
    deed: routes.length === 0 ? deed : `${deed} (${routes.join(', ')})`,
  })
}

/** The texts that a person typed for an action that was not taken. */
export const Unsaved = ({ visit, texts }: { visit: Visit; texts: readonly string[] }) =>
  texts.length === 0 ? null : (
    <>
      <p>{visit.words.frame.unsaved}</p>
      {texts.map((text) => (
        <blockquote dir="auto">{text}</blockquote>
      ))}
    </>
  )
