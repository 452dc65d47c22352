/** Short hand for the events of test customers. */
import type { CustomerEvent } from '@finest-hour/events';

type Type = CustomerEvent['type'];
type DataOf<Name extends Type> = Extract<CustomerEvent, { readonly type: Name }>['data'];

let written = 0;

/** An event of a customer at an instant; ids ascend as events are written. */
export function customerEvent<Name extends Type>(type: Name, timeUs: number, data: DataOf<Name>): CustomerEvent {
  written += 1;
  const logged = {
    source: 'shop',
    id: `c-${String(written).padStart(6, '0')}`,
    family: 'customer',
    subject: 'customer-1',
    sequence: null,
    extensions: {},
    type,
    timeUs,
    data,
  };
  // The compiler cannot see that type and data of a generic name belong together; DataOf makes sure.
  return logged as unknown as CustomerEvent;
}

export const bought = (timeUs: number, data: DataOf<'customer.purchased'> = {}) =>
  customerEvent('customer.purchased', timeUs, data);

export const left = (timeUs: number) => customerEvent('customer.left', timeUs, {});
