import type { Template, TemplateContext } from 'liquidjs'
import { type Choice, choiceOf, inPlaceOf, listsIn, outputOf, textOf } from './liquid-parts.ts'
import { reading } from './liquid-paths.ts'

/** Renders a piece of a template; undefined if liquidjs must render the piece. */
type Say = (context: TemplateContext) => string | undefined

/**
 * liquidjs uses up to three generators for each piece of a template, and reads the clock before each piece. Joins
 * adjacent pieces that are text, a path, or a choice by a path into a single piece. If a path has no value, liquidjs
 * renders the pieces separately.
 */
export function joinRuns(templates: Template[]): void {
  const joined: Template[] = []
  let run: Sayable[] = []
  const end = (): void => {
    if (run.length > 0) joined.push(together(run))
    run = []
  }
  for (const template of templates) {
    const say = saying(template)
    if (say !== null) {
      run.push({ template, say })
      continue
    }
    end()
    joined.push(template)
    for (const inner of listsIn(template)) joinRuns(inner)
  }
  end()
  templates.splice(0, templates.length, ...joined)
}

interface Sayable {
  readonly template: Template
  readonly say: Say
}

const together = (run: readonly Sayable[]): Template =>
  inPlaceOf(
    run.map(({ template }) => template),
    inTurn(run.map(({ say }) => say)),
  )

const inTurn =
  (says: readonly Say[]): Say =>
  (context) => {
    let text = ''
    for (const say of says) {
      const part = say(context)
      if (part === undefined) return undefined
      text += part
    }
    return text
  }

/** Null for a piece that only liquidjs can render. */
function saying(template: Template): Say | null {
  const text = textOf(template)
  if (text !== undefined) return () => text
  const choice = choiceOf(template)
  if (choice) return choosing(choice)
  const value = outputOf(template)
  const read = value && reading(value)
  return (
    read &&
    ((context) => {
      const found = read(context)
      return typeof found === 'string' ? found : undefined
    })
  )
}

function choosing({ branches, otherwise: last }: Choice): Say | null {
  return branches.reduceRight((otherwise, { value, templates }) => {
    const [read, say] = [reading(value), sayingAll(templates)]
    if (!read || !say || !otherwise) return null
    return (context) => {
      const found = read(context)
      if (found === undefined) return undefined
      return found === null || found === false ? otherwise(context) : say(context)
    }
  }, sayingAll(last))
}

function sayingAll(templates: readonly Template[]): Say | null {
  const says = templates.map(saying)
  return says.every((say) => say !== null) ? inTurn(says) : null
}
