import { type AlertRules, alertRules } from '../../src/profile/alert-rules.ts'
import type { Alerts } from '../../src/profile/alert-settings.ts'

/** One webhook channel, and further settings. */
export const alertsWith = (settings: Partial<Alerts> = {}): AlertRules =>
  alertRules({ alerts: { url: 'OPS_WEBHOOK_URL', ...settings }, suppliers: {} }, '')
