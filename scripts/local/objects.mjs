// The few things the driver does with S3: put what changed, read JSON, copy a folder down.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';

export class Bucket {
  #s3;
  #name;

  constructor(s3, name) {
    this.#s3 = s3;
    this.#name = name;
  }

  async create() {
    try {
      await this.#s3.send(new HeadBucketCommand({ Bucket: this.#name }));
    } catch (error) {
      if (error.$metadata?.httpStatusCode !== 404) throw error;
      await this.#s3.send(new CreateBucketCommand({ Bucket: this.#name }));
    }
  }

  /** Makes the objects below the prefix the files of the folder; `skip` names subfolders to leave out. */
  async mirror(folder, prefix, skip) {
    const there = new Map((await this.#list(prefix)).map((object) => [object.Key, object.ETag]));
    for (const file of filesBelow(folder, skip)) {
      const key = prefix + relative(folder, file).split(sep).join('/');
      const body = readFileSync(file);
      const etag = `"${createHash('md5').update(body).digest('hex')}"`;
      if (there.get(key) !== etag) await this.#send(new PutObjectCommand({ ...this.#at(key), Body: body }));
      there.delete(key);
    }
    for (const key of there.keys()) await this.#send(new DeleteObjectCommand(this.#at(key)));
  }

  /** The object's JSON, or undefined where there is none. */
  async json(key) {
    try {
      const object = await this.#send(new GetObjectCommand(this.#at(key)));
      return JSON.parse(await object.Body.transformToString());
    } catch (error) {
      if (error.$metadata?.httpStatusCode === 404) return undefined;
      throw error;
    }
  }

  /** Copies the objects below the prefix into the folder and returns the files. */
  async download(prefix, folder) {
    const files = [];
    for (const { Key } of await this.#list(prefix)) {
      const file = join(folder, ...Key.slice(prefix.length).split('/'));
      const object = await this.#send(new GetObjectCommand(this.#at(Key)));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, await object.Body.transformToByteArray());
      files.push(file);
    }
    return files;
  }

  /** The objects below the prefix, as {key, bytes, version}. */
  async objects(prefix) {
    const objects = await this.#list(prefix);
    return objects.map(({ Key, Size, ETag, LastModified }) => ({
      key: Key,
      bytes: Size,
      version: `${ETag} ${LastModified?.getTime()}`,
    }));
  }

  async #list(prefix) {
    const objects = [];
    let token;
    do {
      const page = await this.#send(
        new ListObjectsV2Command({ Bucket: this.#name, Prefix: prefix, ContinuationToken: token }),
      );
      objects.push(...(page.Contents ?? []));
      token = page.NextContinuationToken;
    } while (token);
    return objects;
  }

  #at(key) {
    return { Bucket: this.#name, Key: key };
  }

  #send(command) {
    return this.#s3.send(command);
  }
}

function filesBelow(folder, skip) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    // As Spark has it: nothing below a folder such as .git or _old is content.
    if (entry.isDirectory()) return skip.includes(entry.name) || /^[_.]/.test(entry.name) ? [] : filesBelow(path, []);
    return entry.isFile() ? [path] : [];
  });
}
