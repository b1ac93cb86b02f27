import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../src/model/language.ts'
import { alertWording } from '../../templates/alerts.ts'
import { customerNoticeWording } from '../../templates/customer-notice.ts'
import { consoleWording } from '../fakes/console-wording.ts'

const OR = { nl: / of /, fr: / ou /, de: / oder /, en: / or / }

describe.each(LANGUAGES)('the label of an order that is back, in %s', (language) => {
  it('names no two causes', () => {
    const label = consoleWording[language].holdReasons.reverted
    const notice = customerNoticeWording[language].reasons.reverted
    const alert = alertWording[language].reasons.reverted.name
    for (const text of [label, notice, alert]) expect(text).not.toMatch(OR[language])
  })
})
