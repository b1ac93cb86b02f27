import { ERP, httpRoute, mailboxRoute, supplierWith } from '../../fakes/orders.ts'

export const boxed = (settings = {}) => supplierWith({ routes: [mailboxRoute('erp', settings)] })
export const posted = () => supplierWith({ routes: [httpRoute('erp', ERP)] })
