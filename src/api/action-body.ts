import * as z from 'zod/mini'
import { readClockTime } from '../model/clock-time.ts'
import { addDays, localDate } from '../model/local-time.ts'
import { type Problem, type Refusal, refusal } from '../model/problem.ts'
import { err, ok, type Result } from '../model/result.ts'
import { didYouMean } from '../text/suggestion.ts'
import { readBounded } from '../web/bounded-body.ts'
import { misplacedField, misplacedFields, type PlacedField, placeOf } from './misplaced-field.ts'

/** The most characters of a mail to a customer. */
export const MESSAGE_LENGTH = 2_000

const actorFields = () => ({
  by: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  note: z.optional(z.string().check(z.trim(), z.maxLength(2_000))),
  erpReference: z.optional(z.string().check(z.trim(), z.maxLength(200))),
})

const onlyFor = (field: PlacedField) => z.describe(`Only for ${placeOf(field)}.`)

export const ActionBody = z.lazy(() =>
  z.strictObject({
    ...actorFields(),
    as: z.optional(z.enum(['original', 'replacement'])).check(onlyFor('as')),
    /** The end of a pause, by default on the supplier's clock: `22:00`, `tomorrow 06:00` or ISO 8601. */
    until: z.optional(z.string().check(z.maxLength(40))).check(onlyFor('until')),
    /** The route to send on instead. */
    route: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(100))).check(onlyFor('route')),
    /** The supplier whose outbox has the orders now. */
    to: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))).check(onlyFor('to')),
    /** The words of a mail to the customer. */
    message: z
      .optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(MESSAGE_LENGTH)))
      .check(onlyFor('message')),
    intent: z.optional(z.enum(['same', 'correction', 'test'])).check(onlyFor('intent')),
    /** With discard: ends an order that only mails brought, in place of a held version. */
    mailed: z.optional(z.literal(true)).check(onlyFor('mailed')),
    /** With done on a route: what the person reports in place of an entry by hand. */
    report: z.optional(z.enum(['has-it', 'copy-done'])).check(onlyFor('report')),
  }),
)

export type ActionBody = z.infer<typeof ActionBody>

const routeName = () => z.string().check(z.trim(), z.minLength(1), z.maxLength(100))

/** A separate body: any other action would ignore the list of routes, and this action would ignore a single route. */
export const DoneBody = z.lazy(() =>
  z.strictObject({
    ...actorFields(),
    routes: z
      .optional(z.array(routeName()).check(z.minLength(1)))
      .check(
        z.describe(
          'The routes to settle. Each has something open, or another route brought the order in its place. Default: every open route.',
        ),
      ),
  }),
)

type Body = ActionBody & Pick<z.infer<typeof DoneBody>, 'routes'>

const ADVICE: Readonly<Record<string, string>> = {
  by: 'Say who does this, in "by".',
  note: 'Say why, in "note".',
  erpReference: 'The "erpReference" is text of at most 200 characters.',
  until: 'Say in "until" when the pause ends, as "22:00" or "tomorrow 06:00".',
  route: 'Say which route it is to go by, in "route".',
  routes: 'Name in "routes" the routes to settle, as a list of at least one name, or leave the field out.',
  to: 'Say in "to" which supplier has the orders now.',
  intent:
    'Say the "intent": "same" repeats the document, "correction" sends a replacement, and "test" sends a marked test.',
  message: 'Say in "message" what the customer is to read.',
  mailed: 'Say "mailed": true to end an order that only mails brought, or leave the field out.',
  report: 'Say "report": "has-it" or "copy-done", or leave the field out.',
  as: 'Say "as": "original" or "replacement".',
}

const FIELDS = Object.keys(ADVICE).filter((field) => field !== 'routes')
const DONE_FIELDS = ['by', 'note', 'erpReference', 'routes']

/** The fields that an action may require, next to `by`. */
export type Needed = 'note' | 'route' | 'to' | 'intent' | 'message'

/**
 * Reads the actor and the text of an action. `by` is always required; `needed` names another required field. `shape` is
 * the schema of the body, and `takes` has the fields that only some actions take.
 */
export async function readAction(
  request: Request,
  needed?: Needed,
  shape: z.ZodMiniType<Body> = ActionBody,
  takes: readonly PlacedField[] = [],
): Promise<Result<Body, Refusal>> {
  const bytes = await readBounded(request.body, BODY_BYTES)
  if (!bytes) return err(refusal(413, 'The action cannot be taken', TOO_LONG))
  const body = parsed(new TextDecoder().decode(bytes))
  if (body === undefined) return err(refusal(422, 'The action cannot be taken', NO_JSON))
  const read = shape.safeParse(body)
  const known = shape === DoneBody ? DONE_FIELDS : FIELDS
  const wrong = read.success
    ? misplacedFields(read.data, [needed, ...known.filter((field) => field === 'routes'), ...takes])
    : read.error.issues.flatMap((issue) => problemsOf(issue, known))
  const isLacking = needed && !(read.success && read.data[needed]) && !wrong.some(({ path }) => path === needed)
  const [first, ...rest] = isLacking ? [...wrong, missing(needed)] : wrong
  if (first) return err(refusal(422, 'The action cannot be taken', first, ...rest))
  return read.success
    ? ok(read.data)
    : err(refusal(422, 'The action cannot be taken', { path: '', code: 'wrong-type', message: 'Send a JSON object.' }))
}

const missing = (path: string): Problem => ({ path, code: 'missing', message: ADVICE[path] ?? ADVICE.by ?? '' })

function problemsOf(issue: z.core.$ZodIssue, known: readonly string[]): Problem[] {
  const path = String(issue.path[0] ?? 'by')
  if (issue.code === 'unrecognized_keys') return unknownIn(issue, known)
  if (issue.code !== 'too_big') return [missing(path)]
  return [{ path, code: 'too-long', message: `The "${path}" may be at most ${issue.maximum} characters long.` }]
}

/** Refuses unknown keys: a misspelt `until` would otherwise give a pause without an end. */
export function unknownIn(issue: z.core.$ZodIssue, known: readonly string[]): Problem[] {
  if (issue.code !== 'unrecognized_keys' || issue.path.length > 0) return []
  return issue.keys.slice(0, MOST_UNKNOWN).map((unknownKey) => {
    const misplaced = misplacedField(unknownKey)
    if (misplaced && !didYouMean(unknownKey, known)) return misplaced
    const key = unknownKey.slice(0, KEY_LENGTH)
    const message = `There is no "${key}" among what may be said here.${didYouMean(key, known)}`
    return { path: key, code: 'unknown-key', message }
  })
}

const MOST_UNKNOWN = 10
const KEY_LENGTH = 100

/** More than the longest fields of an action have together. */
const BODY_BYTES = 65_536

const TOO_LONG: Problem = {
  ...{ path: '', code: 'too-long' },
  message: `The body has more than ${BODY_BYTES} bytes. An action needs only the fields of its description.`,
}

const NO_JSON: Problem = {
  ...{ path: 'by', code: 'missing' },
  message: 'The body is not JSON: say who does this as {"by": "Jo"}.',
}

/** An empty body is an empty object; undefined for invalid JSON. */
function parsed(text: string): unknown {
  try {
    return text.trim() === '' ? {} : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The end of a pause in milliseconds since 1970; null for a pause without an end. */
export function untilOf({ until }: ActionBody, zone: string, now: number): Result<number | null, Refusal> {
  if (until === undefined) return ok(null)
  const instant = readClockTime(until, zone, now)
  if (instant !== null && instant > now) return ok(instant)
  const example = `${addDays(localDate(now, zone), 1)}T06:00`
  const message =
    instant === null
      ? `Say in "until" when the pause ends, as "22:00", "tomorrow 06:00" or "${example}", on the clock of ${zone}.`
      : `The end of the pause is past. Give a later time in "until", such as "${example}", on the clock of ${zone}.`
  return err(refusal(422, 'The action cannot be taken', { path: 'until', code: 'wrong-type', message }))
}
