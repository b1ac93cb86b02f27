import { type AlertRules, alertRules } from '../../src/alerts/rules.ts'
import type { Alerts } from '../../src/alerts/settings.ts'

/** One webhook channel, and further settings. */
export const alertsWith = (settings: Partial<Alerts> = {}): AlertRules =>
  alertRules({ alerts: { url: 'OPS_WEBHOOK_URL', ...settings }, suppliers: {} }, '')
