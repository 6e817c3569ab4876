import { simulator as aws } from "@onefn/aws/simulator";
import { simulator as azure } from "@onefn/azure/simulator";
import { simulator as cloudflare } from "@onefn/cloudflare/simulator";
import { simulator as gcp } from "@onefn/gcp/simulator";
import { simulator as netlify } from "@onefn/netlify/simulator";
import { simulator as server } from "@onefn/server/simulator";
import { simulator as vercel } from "@onefn/vercel/simulator";
import type { Simulator } from "onefn/simulator";

/** Every provider that the contract holds for: one line each. */
export const matrix: readonly Simulator[] = [aws, azure, cloudflare, gcp, netlify, server, vercel];
