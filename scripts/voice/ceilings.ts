import { FIGURES, type FigureName, type Figures } from './figures.ts'

export interface Ceilings {
  /** Abbreviated id of a commit: subjects up to this commit do not count. */
  readonly subjectsAfter: string
  readonly figures: Figures
}

export const FIGURE_NAMES = Object.keys(FIGURES).filter((name): name is FigureName => name in FIGURES)

export function parseCeilings(json: string): Ceilings {
  const { subjectsAfter, figures } = JSON.parse(json)
  const missing = FIGURE_NAMES.filter((name) => typeof figures?.[name] !== 'number')
  const unknown = Object.keys(figures ?? {}).filter((name) => !(name in FIGURES))
  if (typeof subjectsAfter !== 'string') throw new Error('The ceilings name no commit in subjectsAfter.')
  if (missing.length > 0) throw new Error(`The ceilings lack ${missing.join(', ')}.`)
  if (unknown.length > 0) throw new Error(`The ceilings name figures that are not measured: ${unknown.join(', ')}.`)
  return { subjectsAfter, figures }
}

export const figuresAbove = (figures: Figures, ceilings: Figures): FigureName[] =>
  FIGURE_NAMES.filter((name) => figures[name] > ceilings[name])

/** Each ceiling falls to its figure, or to its target where the figure is better than that; none rises. */
export function lowered(ceilings: Ceilings, figures: Figures): Ceilings {
  const lower = { ...ceilings.figures }
  for (const name of FIGURE_NAMES)
    lower[name] = Math.min(ceilings.figures[name], Math.max(figures[name], FIGURES[name].target))
  return { ...ceilings, figures: lower }
}
