import { orderWording } from '../../../templates/order-words.ts'
import { formats } from '../../documents/registry.ts'
import { unitWord } from '../../documents/template/readable-amounts.ts'
import type { Language } from '../../model/language.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { unfitRoutes } from '../../steps/row-fit.ts'

/** A unit for the articles table, and the word for the unit. */
export interface KnownUnit {
  readonly code: string
  readonly word: string
}

const MOST = 40

/** The units that the document of every route can hold, the supplier's own units first. */
export function knownUnits(supplier: Supplier, language: Language): KnownUnit[] {
  const codes = new Set([...ownUnits(supplier), ...Object.keys(orderWording[language].units)])
  return [...codes]
    .slice(0, MOST)
    .filter((unit) => {
      const articles = [{ ...ROW, unit }]
      return unfitRoutes({ kind: 'article', key: ROW.article }, { ...supplier, articles }, formats).length === 0
    })
    .map((code) => ({ code, word: unitWord(code, '1', language) }))
}

const ROW = { article: '1', weighted: false }

/** The units of the configured articles, and the units that a route writes or converts. */
function ownUnits({ articles = [], routes }: Supplier): string[] {
  const used = new Set(articles.flatMap(({ unit }) => unit || []))
  const written = routes.flatMap(({ document }): unknown[] => [
    Reflect.get(document, 'unit'),
    ...Object.keys(Object(Reflect.get(document, 'units'))),
  ])
  return [...used, ...written.filter((unit) => typeof unit === 'string')].slice(0, MOST_OWN)
}

const MOST_OWN = 20
