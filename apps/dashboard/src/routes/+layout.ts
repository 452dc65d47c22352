/** Pages are complete as they come from the server, and carry no JavaScript. */
export const csr = false;
