import type { Figures, Place, Texts } from './figures.ts'
import { measureComments, measureNames } from './measure-source.ts'
import { measureMessages, measurePages, measureSubjects } from './measure-texts.ts'
import { readPage } from './pages.ts'
import { tokensOf } from './source-tokens.ts'

export interface Measured {
  readonly figures: Figures
  readonly places: readonly Place[]
}

export function measure(texts: Texts): Measured {
  const sources = [...texts.sources].map(([file, text]) => ({ file, text, tokens: tokensOf(text) }))
  const pages = [...texts.pages].map(([file, text]) => ({ file, page: readPage(text) }))
  const comments = measureComments(sources)
  const names = measureNames(sources)
  const docs = measurePages(pages)
  const messages = measureMessages(sources, texts.templates)
  const subjects = measureSubjects(texts.subjects ?? new Map())
  return {
    figures: { ...comments.figures, ...names.figures, ...docs.figures, ...messages.figures, ...subjects.figures },
    places: [comments, names, docs, messages, subjects].flatMap(({ places }) => places),
  }
}
