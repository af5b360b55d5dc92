// What is acknowledged is kept, and no page is cut, whatever ends meanwhile:
// a worker, the database, the whole application. Bounded, on loopback only.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { alive, end, pidOf, until, workers } from './instance.mjs';
import { Accounts, chainsBroken, Results } from './ledgers.mjs';
import { Visitor } from './visitor.mjs';

const WRITERS = 3, READERS = 2;
const results = new Results(), accounts = new Accounts();
const staff = [], admins = [];
let busy = false;

before(async () => {
    for (let n = 0; n < WRITERS + READERS; n++) {
        staff.push(await new Visitor().signIn(Results.login));
    }
    for (let n = 0; n < 2; n++) {
        admins.push(await new Visitor().signIn(Accounts.login));
    }
    await results.open(staff[0], WRITERS);
});

const served = async () => (await staff[0].get(results.page)).status === 200;

async function reading(who, seen) {
    const { status } = await who.get(results.page);
    assert.ok([0, 200, 502, 503, 504].includes(status), `${status}`);
    status === 200 ? seen.pages++ : seen.missed++;
}

// People write and read while the fault is done to them.
async function under(t, fault) {
    const seen = { pages: 0, missed: 0 };
    const steadily = async (what) => {
        while (busy) await what();
    };
    const counts = () => [results, accounts].map((ledger) =>
        [ledger.acknowledged, ledger.refused, ledger.unanswered]);
    const start = counts();
    busy = true;
    const people = [
        ...staff.map((who, n) => steadily(() =>
            n < WRITERS ? results.write(who, n) : reading(who, seen))),
        ...admins.map((who) => steadily(() => accounts.write(who))),
    ];
    try {
        await fault();
    } finally {
        busy = false;
        await Promise.all(people);
    }
    await until('pages are served again', served);
    const said = counts().map((ledger, i) =>
        ledger.map((count, j) => count - start[i][j]));
    t.diagnostic(`saved, refused, unanswered: results ${said[0]},` +
        ` accounts ${said[1]}; pages read ${seen.pages}, missed ${seen.missed}`);
    results.verify();
    accounts.verify();
    assert.deepEqual(chainsBroken(), []);
    assert.deepEqual([...staff, ...admins].flatMap((who) => who.halves), []);
    assert.ok(said[0][0] > 0 && said[1][0] > 0 && seen.pages > 0);
    return { unanswered: said[0][2] + said[1][2], missed: seen.missed };
}

test('workers are killed in the middle of their requests', async (t) => {
    const count = workers().length;
    await under(t, async () => {
        for (let n = 0; n < 12; n++) {
            await wait(300);
            const victims = workers();
            if (victims.length) {
                process.kill(victims[n % victims.length], 'SIGKILL');
            }
        }
    });
    await until('every worker is replaced',
        () => workers().length === count, 20);
});

for (const signal of ['SIGTERM', 'SIGKILL']) {
    test(`the database ends on ${signal} under signed-in people`,
        async (t) => {
            await under(t, async () => {
                await wait(500);
                const again = await end('db', signal);
                await wait(300);
                assert.equal((await staff[0].get(results.page)).status, 503);
                again();
                await until('pages are served again', served, 30);
                await wait(500);
            });
        });
}

test('the application stops in the middle of saves', async (t) => {
    await under(t, async () => {
        await wait(700);
        const old = workers();
        const start = Date.now();
        const again = await end('app', 'SIGTERM');
        assert.ok(Date.now() - start < 5000, 'it stops within 5 s');
        assert.deepEqual(old.filter(alive), []);
        again();
        await until('pages are served again', served);
        await wait(500);
    });
});

test('the application reloads in the middle of saves', async (t) => {
    const old = workers();
    const { unanswered, missed } = await under(t, async () => {
        await wait(300);
        process.kill(pidOf('app'), 'SIGHUP');
        await until('the old workers leave', () => !old.some(alive));
        await wait(300);
    });
    assert.equal(unanswered + missed, 0);
});
