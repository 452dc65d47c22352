import {
  eraseCustomer,
  exportCustomer,
  type CustomerExport,
  type Database,
  type Erasure,
  type Asking,
} from '@finest-hour/store';

/** What the route of customers needs of the store. null: nothing is held of such a customer. */
export interface CustomersStore {
  erase(customer: string, request: Asking): Promise<Erasure | null>;
  read(customer: string, request: Asking): Promise<CustomerExport | null>;
}

/** `db`: as the role that may rewrite what is stored. */
export function customersStore(db: Database): CustomersStore {
  return {
    erase: (customer, request) => eraseCustomer(db, customer, request),
    read: (customer, request) => exportCustomer(db, customer, request),
  };
}
