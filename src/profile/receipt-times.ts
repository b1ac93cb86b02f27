import * as z from 'zod/mini'

export const ReceiptDueMinutes = z
  ._default(z.number().check(z.positive()), 60)
  .check(z.describe('Minutes after the handover at which a delivery without a receipt raises one alert.'))

export const ReminderMinutes = z
  ._default(z.number().check(z.gte(0)), 60)
  .check(
    z.describe('Minutes before the cut-off at which the desk gets one reminder, with `receipt: person`. 0 sends none.'),
  )
