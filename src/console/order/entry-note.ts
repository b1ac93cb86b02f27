import { noteText } from '../../model/finding.ts'
import type { Language } from '../../model/language.ts'
import { capital, chefText } from '../../model/problem-text.ts'
import type { TimelineView } from '../../outbox/views.ts'
import { colonIn } from '../../text/colon.ts'
import { fill } from '../../text/fill.ts'
import { parsedJson } from '../../text/parsed-json.ts'
import type { Visit } from '../frame/visit.ts'

/**
 * The note of an event in the reader's language, or null where the event says it all. Words of people and of other
 * systems stay as they are.
 */
export function entryNote({ event, route, text }: TimelineView, { words, language }: Visit): string | null {
  // The event of the person's action says who cancelled the order.
  if (text === null || event === 'cancelled') return null
  if (event === 'refused' && route === null) return refusedNote(text, language)
  const [, address] = event === 'customer-notified' ? (/^by mail to (.+)$/s.exec(text) ?? []) : []
  if (address !== undefined) return fill(words.order.mailedTo, { address })
  const [, order, result] = event === 'test' ? (/^(\S+): (.+)$/s.exec(text) ?? []) : []
  if (result !== undefined) return `${order}: ${noteText(result, language)}`
  const [, who, rest] = /^by ([^:]+)(?:: (.*))?$/s.exec(text) ?? []
  if (who === 'webhook' || who === 'poll') {
    const source = who === 'poll' ? [words.order.foundByPoll] : []
    const reason = rest === undefined ? [] : [`${capital(reasonText(rest, words))}.`]
    return [...source, ...reason].join(' ') || null
  }
  if (who !== undefined) {
    const by = fill(words.order.byWhom, { who })
    if (rest === undefined) return by
    const [, note = rest, number] = /^(?:(.*): )?ERP reference (.+)$/s.exec(rest) ?? []
    const texts = number === undefined || note !== rest ? [noteText(note, language)] : []
    const keyed = number === undefined ? [] : [`${words.confirm.erp}${colonIn(language)} ${number}`]
    return `${by}${colonIn(language)} ${[...texts, ...keyed].join(' · ')}`
  }
  return event === 'held' ? heldNote(text, { words, language }) : noteText(text, language)
}

/** The problems of a refused post, as the chef read the problems. */
function refusedNote(text: string, language: Language): string {
  const problems = parsedJson(text)
  return Array.isArray(problems) ? problems.map((problem) => chefText(problem, language)).join(' ') : text
}

/** A hold reason alone, or before its explanation, as `restored. …`. */
function heldNote(text: string, { words, language }: Pick<Visit, 'words' | 'language'>): string {
  const [, reason = '', rest = ''] = /^([a-z-]+)(?:\. (.*))?$/s.exec(text) ?? []
  if (!Object.hasOwn(words.holdReasons, reason)) return noteText(text, language)
  return `${capital(reasonText(reason, words))}. ${noteText(rest, language)}`.trim()
}

const reasonText = (reason: string, { holdReasons }: Visit['words']): string =>
  Object.hasOwn(holdReasons, reason) ? holdReasons[reason as keyof typeof holdReasons] : reason
