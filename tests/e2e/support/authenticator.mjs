// The authenticator of the device itself, as Chromium plays it: it verifies its user, and computes a PRF.

/** Puts one in the browser, for this page. Gives functions that change what it does. */
export async function addAuthenticator(page, { hasPrf = true } = {}) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf,
      automaticPresenceSimulation: true,
      isUserVerified: true,
    },
  });
  return {
    /** What it keeps of each passkey. */
    credentials: async () => (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    /** Whether the user passes: the right finger, or another. */
    verifies: (isUserVerified) => devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    /** The user removes all passkeys in the settings of the device. */
    clear: () => devtools.send('WebAuthn.clearCredentials', { authenticatorId }),
  };
}

/** Goes through the steps in a dialog, with as many proofs as it asks. */
export async function addPasskey(dialog) {
  await dialog.getByRole('button', { name: 'Maak de sleutel' }).click();
  await dialog.getByText('De sleutel is gemaakt. Nu de proef').waitFor();
  await dialog.getByRole('button', { name: 'Doe de proef' }).click();
  const again = dialog.getByText('Nog één keer.');
  const added = dialog.getByText('Gelukt. U kunt dit apparaat nu ook zo ontgrendelen.');
  await again.or(added).waitFor();
  if (await again.isVisible()) await dialog.getByRole('button', { name: 'Doe de proef' }).click();
  await added.waitFor();
}
