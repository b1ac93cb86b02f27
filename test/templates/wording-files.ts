import { alertWording } from '../../templates/alerts.ts'
import { breakGlassWording } from '../../templates/break-glass.ts'
import { confirmationWording } from '../../templates/confirmation.ts'
import { customerNoticeWording } from '../../templates/customer-notice.ts'
import { findingWording } from '../../templates/findings.ts'
import { orderWording } from '../../templates/order-words.ts'
import { refusalWording } from '../../templates/refusals.ts'
import { statementWording } from '../../templates/statements.ts'
import { consoleWording } from '../fakes/console-wording.ts'

/** All texts in four languages, by the file in `templates/`. */
export const WORDING_FILES = {
  alerts: alertWording,
  'break-glass': breakGlassWording,
  confirmation: confirmationWording,
  console: consoleWording,
  'customer-notice': customerNoticeWording,
  findings: findingWording,
  'order-words': orderWording,
  refusals: refusalWording,
  statements: statementWording,
}
