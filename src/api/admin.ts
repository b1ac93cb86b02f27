import { Hono } from 'hono'
import type { HonoEnv } from '../services.ts'
import { catalogue } from './catalogue.ts'
import { catalogueEntries } from './catalogue-entries.ts'
import { desk } from './desk.ts'
import { countOrders, listEvents, listOrders } from './listing.ts'
import { orderActions } from './order-actions.ts'
import { orders } from './orders.ts'
import { signedInAs } from './signed-in.ts'
import { statementsOn } from './statements.ts'
import { suppliers } from './suppliers.ts'

/** The Admin API. Closed unless CONSOLE_TOKEN is set. Answers never contain a secret. */
export const admin = new Hono<HonoEnv>({ strict: false })

admin.use('*', signedInAs('view'))

admin.get('/orders', listOrders)
admin.get('/orders/counts', countOrders)
admin.get('/events', listEvents)
admin.route('/orders', orders)
admin.route('/orders', orderActions)
admin.route('/suppliers', suppliers)
admin.route('/suppliers', catalogueEntries)
admin.route('/suppliers', catalogue)
admin.route('/suppliers', desk)

admin.get('/statements/:date', statementsOn)
