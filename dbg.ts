import { startProduct } from '/tmp/ing/wt/bench/src/ingest-product.ts';
import { sql } from '/tmp/ing/wt/packages/store/node_modules/kysely/dist/index.js';
const product = await startProduct();
try {
 const t = setInterval(async()=>{ const r=await sql`select query, state from pg_stat_activity where usename='finest_hour_ingest'`.execute(product.db); for(const x of r.rows) console.log(x.state, x.query.slice(0,150).replace(/\s+/g,' ')); },700);
 await product.load({kind:'batches',name:'yyyy',connections:4,events:30000,cases:null});
 clearInterval(t);
 await new Promise(r=>setTimeout(r,1500));
 console.log((await sql`select relname, n_tup_ins, n_dead_tup, n_live_tup from pg_stat_user_tables where n_tup_ins>0`.execute(product.db)).rows);
} finally { await product.stop(); }
