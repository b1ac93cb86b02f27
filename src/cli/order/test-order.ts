import { TEST_NOTICE } from '../../documents/test-mark.ts'
import type { Supplier } from '../../profile/supplier.ts'

/** Begins the order number of a test order. */
export const TEST_NUMBER = 'TEST-'

/** A sample order with the notice of a test, for the supplier's test customer if the supplier has one. */
export const markedAsTestOrder = (
  posted: Readonly<Record<string, unknown>>,
  { testCustomers: [customer] }: Pick<Supplier, 'testCustomers'>,
): Record<string, unknown> => ({
  ...posted,
  order_remarks: TEST_NOTICE,
  ...(customer === undefined ? {} : { supplier_customer_number: customer }),
})

/** Whether the gateway handles such an order as a test, and marks each document or holds the order. */
export const isTestForGateway = ({ environment, testCustomers }: Pick<Supplier, 'environment' | 'testCustomers'>) =>
  environment === 'test' || testCustomers.length > 0
