// Reads bar codes and QR codes where the browser cannot: ZXing, loaded when an agent scans for the first time. The build writes the
// address of its WASM in the place of READER; see scripts/assets/scanner.mjs.
import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill';

let loading;

/** A detector for these formats, like the browser's own (Shape Detection API); rejected when its WASM cannot be had. */
export async function openDetector(formats) {
  // The library keeps a load that failed, and knows it again by its function: each try has one of its own.
  loading ??= prepareZXingModule({ overrides: { locateFile: () => READER }, fireImmediately: true });
  try {
    await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
  return new BarcodeDetector({ formats });
}
