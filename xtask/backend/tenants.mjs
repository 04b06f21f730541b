// The users of a backend for trying sync: two consultants in one team, and one in another.

import { randomBytes } from 'node:crypto';

export const ADMIN = 'admin';
const BUCKET = 'gemeente';
/** The users of each team. */
export const TEAMS = { 'team-oost': ['bo', 'an'], 'team-west': ['el'] };

/** The address of a team's collection. */
export const baseOf = (url, team) => `${url}/buckets/${BUCKET}/collections/${team}`;

/** Generates a password for each user. */
export function newPasswords() {
  const names = [ADMIN, ...Object.values(TEAMS).flat()];
  return Object.fromEntries(names.map((name) => [name, randomBytes(6).toString('hex')]));
}

/** Creates the users, the teams and their collections, as the admin. */
export async function makeTenants(url, passwords) {
  const put = async (path, body) => {
    const response = await fetch(`${url}${path}`, {
      method: 'PUT',
      headers: { Authorization: basic(ADMIN, passwords[ADMIN]), 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`PUT ${path}: ${response.status} ${await response.text()}`);
  };
  for (const name of Object.values(TEAMS).flat()) await put(`/accounts/${name}`, { data: { password: passwords[name] } });
  // The bucket names its admin; otherwise `explicit_permissions = false` leaves it without one.
  await put(`/buckets/${BUCKET}`, { permissions: { write: [`account:${ADMIN}`] } });
  for (const [team, members] of Object.entries(TEAMS)) {
    await put(`/buckets/${BUCKET}/groups/${team}`, { data: { members: members.map((name) => `account:${name}`) } });
    await put(`/buckets/${BUCKET}/collections/${team}`, { permissions: { write: [`/buckets/${BUCKET}/groups/${team}`] } });
  }
}

/** Creates the admin by HTTP, which only the memory configuration allows. */
export async function makeAdmin(url, password) {
  const response = await fetch(`${url}/accounts/${ADMIN}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ data: { password } }),
  });
  if (!response.ok) throw new Error(`The admin could not be made: ${response.status} ${await response.text()}`);
}

function basic(user, password) {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
