import { ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'

export const ANN = { by: 'ann', note: 'The route is gone.' }
export const OK = { ok: true }
export const both = (wms = {}) => supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('wms', WMS, wms)] })
export const erpOnly = supplierWith({ routes: [httpRoute('erp', ERP)] })
