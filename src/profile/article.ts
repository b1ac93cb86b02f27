import * as z from 'zod/mini'

const text = () => z.string().check(z.minLength(1))

const article = () =>
  z.strictObject({
    article: text().check(z.describe('The article number that orders carry.')),
    unit: z.optional(z.string()).check(z.describe('The unit in which your system counts.')),
    factor: z
      .optional(z.string())
      .check(
        z.describe(
          'How many of your units are in one of Apicbase, such as 6. Quantity and price follow exactly. Give `unit` too.',
        ),
      ),
    erpArticle: z
      .optional(text())
      .check(
        z.describe(
          'The number in your system, if another. Two articles may share one number, each in its own unit that the format shows.',
        ),
      ),
    gtin: z.optional(z.string()).check(z.describe('The GTIN, with its check digit.')),
    weighted: z
      ._default(z.boolean(), false)
      .check(z.describe('Whether the article is sold by weight. Only then may a quantity be a fraction.')),
  })

export const Article = /* @__PURE__ */ z.lazy(article)

/** The columns of the table, in the sequence of the reference. */
export const articleColumns = (): string[] => Object.keys(article().shape)
