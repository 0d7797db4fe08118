// Defines seal(text, recipient): a promise of the text sealed for an age key, in letters that survive an e-mail.

import { armor, Encrypter } from "age-encryption";

globalThis.seal = async (text, recipient) => {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return armor.encode(await encrypter.encrypt(text));
};
